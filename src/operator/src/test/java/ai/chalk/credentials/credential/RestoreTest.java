// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/design.md, promise 5, after a restore: a token that was published after the backup may be in use, and is no stray. */
@Tag("cluster")
class RestoreTest {

    private CredentialWorld world;

    @BeforeEach
    void start() {
        world = CredentialWorld.withoutOperator();
        // As the documentation tells users who restore a backup into the same cluster.
        world.reaping = false;
        world.startOperator();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void sweepsAStrayButNotAPublishedTokenOfTheSameName() throws Exception {
        world.applyCredential("restored", rotation("first"));
        var status = world.ready("restored", 1);
        var secret = world.secret("restored");
        world.clock.advance(Duration.ofHours(1));
        world.applyCredential("restored", rotation("second"));
        var forgotten = current(world.ready("restored", 2));

        restore(status, secret);
        world.clock.advance(Duration.ofHours(1));
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.answerLost())
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .once());
        world.startOperator();
        await("restored to have a failure")
                .untilAsserted(
                        () -> assertThat(world.status("restored").failure()).isNotNull());
        assertThat(world.alive("restored")).hasSize(3);
        world.advance(Duration.ofMinutes(10));

        var successor = current(world.ready("restored", 3));
        await("restored to have nothing left to sweep")
                .untilAsserted(
                        () -> assertThat(world.status("restored").unswept()).isEmpty());
        assertThat(world.alive("restored"))
                .containsExactlyInAnyOrder(current(status).tokenId(), forgotten.tokenId(), successor.tokenId());
    }

    private static String rotation(String trigger) {
        return "rotation: {overlap: 24h, trigger: %s}".formatted(trigger);
    }

    /** Restores status and Secret from a backup that is older than the last rotation. */
    private void restore(ChalkServiceCredentialStatus status, Secret secret) {
        world.stopOperator();
        world.editStatus("restored", newer -> status);
        world.editSecret("restored", newer -> new SecretBuilder(newer)
                .withData(secret.getData())
                .editMetadata()
                .addToAnnotations(
                        WellKnownNames.TOKEN_ANNOTATION,
                        secret.getMetadata().getAnnotations().get(WellKnownNames.TOKEN_ANNOTATION))
                .endMetadata()
                .build());
    }

    private static CurrentToken current(ChalkServiceCredentialStatus status) {
        return Objects.requireNonNull(status.current());
    }
}
