// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/design.md, promise 8: a broken credential does not affect others. */
@Tag("cluster")
class BrokenNeighboursTest {

    private static final int MANY = 34;

    /** More credentials than the operator has threads. */
    private static final int HANGING = 64;

    /** How many reconciliations may call Chalk through one connection at once by default. */
    private static final int PLACES = 16;

    private CredentialWorld world;

    @BeforeEach
    void start() {
        world = CredentialWorld.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aHundredBrokenCredentialsDoNotDelayAGoodOne() throws Exception {
        world.apply(many(i -> world.credential("nowhere-" + i, "environment: nowhere")));
        world.apply(many(i -> world.credential("refused-" + i, "permissions: [tokens.write]")));
        world.apply(many(i -> foreignSecret("foreign-" + i)));
        world.apply(many(i -> world.credential("foreign-" + i)));
        world.applyCredential("good");

        world.ready("good", 1);

        await("it to have the condition Stalled").untilAsserted(() -> {
            for (int i = 0; i < MANY; i++) {
                assertThat(world.condition("nowhere-" + i, "Stalled"))
                        .hasValueSatisfying(
                                stalled -> assertThat(stalled.reason()).isEqualTo("EnvironmentNotFound"));
                assertThat(world.condition("refused-" + i, "Stalled"))
                        .hasValueSatisfying(
                                stalled -> assertThat(stalled.reason()).isEqualTo("RefusedByPolicy"));
                assertThat(world.condition("foreign-" + i, "Stalled"))
                        .hasValueSatisfying(
                                stalled -> assertThat(stalled.reason()).isEqualTo("SecretNotOwned"));
            }
        });
        await("the events of problems").untilAsserted(() -> assertThat(troubles())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MANY)
                        .boxed()
                        .flatMap(i -> Stream.of(
                                "nowhere-" + i + " EnvironmentNotFound",
                                "refused-" + i + " RefusedByPolicy",
                                "foreign-" + i + " SecretNotOwned"))
                        .toList()));
        assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(1);
        assertThat(world.secret("foreign-0").getData()).containsOnlyKeys("mine");
    }

    /** More creations hang than the operator has threads, and they still hang when the good credential is ready. */
    @Test
    void aHangingChalkBlocksOnlyItsOwnCredentials() throws Exception {
        world.apply(connectionTo("hanging"));
        var held = new AtomicInteger();
        var end = new CountDownLatch(1);
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.meanwhile(() -> hold(held, end)))
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .forTokensNamed("/hung-"));
        try {
            world.apply(IntStream.range(0, HANGING)
                    .mapToObj(i -> world.credential("hung-" + i).replace("name: chalk}", "name: hanging}"))
                    .collect(Collectors.joining("---\n")));
            await("all permits of the connection to be taken")
                    .untilAsserted(() -> assertThat(held).hasValue(PLACES));

            world.applyCredential("free");

            world.ready("free", 1);
            // If one had ended by its timeout, another one would have taken its permit.
            assertThat(held).hasValue(PLACES);
            for (int i = 0; i < HANGING; i++) {
                assertThat(failure("hung-" + i)).as("hung-" + i).isEmpty();
            }
        } finally {
            end.countDown();
        }
    }

    @Test
    void reportsAnOutageOnlyForTheAffectedCredential() throws Exception {
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.unreachable())
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .forTokensNamed("/away/"));
        world.applyCredential("away");
        world.applyCredential("good");

        world.ready("good", 1);

        await("the events of problems")
                .untilAsserted(() -> assertThat(troubles()).containsExactly("away ChalkUnavailable"));
    }

    private static void hold(AtomicInteger held, CountDownLatch end) {
        held.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Failure> failure(String name) {
        return Optional.ofNullable(world.get(name).getStatus()).map(ChalkServiceCredentialStatus::failure);
    }

    /** The warning events of the namespace, each as "name reason". */
    private List<String> troubles() {
        return world.user.events().v1().events().inNamespace(world.namespace).list().getItems().stream()
                .filter(event -> event.getType().equals("Warning"))
                .filter(event -> event.getRegarding().getKind().equals("ChalkServiceCredential"))
                .map(event -> event.getRegarding().getName() + " " + event.getReason())
                .toList();
    }

    private String connectionTo(String name) {
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkConnection
                metadata: {name: %s, namespace: %s}
                spec:
                  apiServer: %s
                  credentialsSecretRef: {name: own}
                """
                .formatted(name, world.namespace, world.server.uri());
    }

    private String foreignSecret(String name) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s}
                stringData: {mine: value}
                """
                .formatted(name, world.namespace);
    }

    private static String many(java.util.function.IntFunction<String> manifest) {
        return IntStream.range(0, MANY).mapToObj(manifest).collect(Collectors.joining("---\n"));
    }
}
