// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the operator corrects without a user: drift of the Secret, edits of the spec, and lost answers of Chalk. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialRepairTest {

    private static final String BASE64_X = "eA==";

    private CredentialWorld world;

    @BeforeAll
    void start() {
        world = CredentialWorld.start();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @BeforeEach
    void chalkIsWell() {
        world.chalk.faults().clear();
    }

    @Test
    void replacesASecretThatWasDeleted() throws Exception {
        world.applyCredential("lost");
        world.ready("lost", 1);

        world.user.secrets().inNamespace(world.namespace).withName("lost").delete();

        var status = world.ready("lost", 2);
        assertThat(Objects.requireNonNull(status.current()).reason()).isEqualTo("SecretLost");
        assertThat(world.chalk.accepts(world.pair("lost"))).isTrue();
    }

    @Test
    void replacesASecretWhoseValueWasChanged() throws Exception {
        world.applyCredential("tampered");
        world.ready("tampered", 1);

        world.editSecret("tampered", secret -> new SecretBuilder(secret)
                .addToData("client_secret", BASE64_X)
                .build());

        var status = world.ready("tampered", 2);
        assertThat(Objects.requireNonNull(status.current()).reason()).isEqualTo("SecretTampered");
        assertThat(world.chalk.accepts(world.pair("tampered"))).isTrue();
    }

    @Test
    void createsNoTokenForAnImmutableSecret() throws Exception {
        world.applyCredential("immutable");
        world.ready("immutable", 1);
        world.editSecret(
                "immutable",
                secret -> new SecretBuilder(secret).withImmutable(true).build());
        world.chalk.resetCounters();

        world.applyCredential("immutable", "rotation: {trigger: now}");

        assertThat(world.eventuallyTrue("immutable", "Stalled", "SecretImmutable")
                        .message())
                .contains("Secret immutable", "Delete it");
        assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isZero();
        assertThat(world.chalk.accepts(world.pair("immutable"))).isTrue();

        world.user.secrets().inNamespace(world.namespace).withName("immutable").delete();
        world.ready("immutable", 2);
        assertThat(world.chalk.accepts(world.pair("immutable"))).isTrue();
    }

    @Test
    void rendersASecretAgainFromThePairInIt() throws Exception {
        world.applyCredential("rendered");
        world.ready("rendered", 1);

        world.editSecret("rendered", secret -> new SecretBuilder(secret)
                .addToData("CHALK_API_SERVER", BASE64_X)
                .addToData("extra", BASE64_X)
                .editMetadata()
                .removeFromLabels("credentials.chalk.ai/credential")
                .addToLabels("of-somebody-else", "stays")
                .endMetadata()
                .build());

        await("the Secret to be rendered again").untilAsserted(() -> {
            var secret = world.secret("rendered");
            assertThat(secret.getData()).doesNotContainKey("extra").doesNotContainEntry("CHALK_API_SERVER", BASE64_X);
            assertThat(secret.getMetadata().getLabels())
                    .containsEntry("credentials.chalk.ai/credential", "rendered")
                    .containsEntry("of-somebody-else", "stays");
        });
        world.ready("rendered", 1);
        assertThat(world.alive("rendered")).hasSize(1);
    }

    @Test
    void followsTheSpecWithoutANewToken() throws Exception {
        world.applyCredential("edited");
        world.ready("edited", 1);

        world.applyCredential(
                "edited",
                "permissions: [query.online, query.offline]",
                "secret: {labels: {team: fraud}, formats: [Files, ServiceBinding]}");

        await("the permissions of the token").untilAsserted(() -> {
            var token = world.chalk.liveTokens().stream()
                    .filter(found -> world.alive("edited").contains(found.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(token.grants().permissions()).containsExactly("query.offline", "query.online");
            assertThat(world.secret("edited").getMetadata().getLabels()).containsEntry("team", "fraud");
            assertThat(world.secret("edited").getData())
                    .containsOnlyKeys("client_id", "client_secret", "type", "provider");
            assertThat(world.status("edited").observedGeneration()).isEqualTo(2);
            assertThat(Objects.requireNonNull(world.status("edited").binding()).name())
                    .isEqualTo("edited");
        });
        assertThat(world.status("edited").highestRevision()).isEqualTo(1);
    }

    @Test
    void keepsTheSecretOfTheFormerNameUntilTheOverlapIsOver() throws Exception {
        world.applyCredential("renamed", "secret: {name: renamed-a}");
        world.ready("renamed", 1);

        world.applyCredential("renamed", "secret: {name: renamed-b}");
        world.ready("renamed", 2);
        assertThat(world.chalk.accepts(world.pair("renamed-a"))).isTrue();
        assertThat(world.chalk.accepts(world.pair("renamed-b"))).isTrue();

        world.advance(Duration.ofHours(1));
        await("the former Secret to be gone").untilAsserted(() -> assertThat(world.user
                        .secrets()
                        .inNamespace(world.namespace)
                        .withName("renamed-a")
                        .get())
                .isNull());
        await("1 valid token of renamed in Chalk")
                .untilAsserted(() -> assertThat(world.alive("renamed")).hasSize(1));
    }

    @Test
    void movesToAnotherEnvironment() throws Exception {
        world.applyCredential("moving");
        world.ready("moving", 1);

        world.applyCredential("moving", "environment: staging");

        var current = Objects.requireNonNull(world.ready("moving", 2).current());
        assertThat(current.reason()).isEqualTo("Moved");
        assertThat(current.environmentName()).isEqualTo("staging");
    }

    @Test
    void supersedesAnAttemptWhoseAnswerWasLost() throws Exception {
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.answerLost())
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .forTokensNamed("/doubtful/")
                        .once());

        world.applyCredential("doubtful");

        await("doubtful to have a failure")
                .untilAsserted(
                        () -> assertThat(world.status("doubtful").failure()).isNotNull());
        world.advance(Duration.ofSeconds(5));
        world.ready("doubtful", 2);
        await("the valid tokens of doubtful in Chalk").untilAsserted(() -> assertThat(world.alive("doubtful"))
                .containsExactly(Objects.requireNonNull(world.status("doubtful").current())
                        .tokenId()));
        await("doubtful to have nothing left to sweep")
                .untilAsserted(
                        () -> assertThat(world.status("doubtful").unswept()).isEmpty());
    }

    @Test
    void revokesATokenWithOtherGrantsThanRequested() throws Exception {
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.droppedEnumNames())
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .forTokensNamed("/dropped/"));

        world.applyCredential("dropped", "permissions: [query.online, query.telepathic]");

        var stalled = world.eventuallyTrue("dropped", "Stalled", "GrantsNotApplied");
        assertThat(stalled.message()).contains("query.telepathic");
        assertThat(world.alive("dropped")).isEmpty();
        assertThat(world.status("dropped").pending()).isNull();
    }
}
