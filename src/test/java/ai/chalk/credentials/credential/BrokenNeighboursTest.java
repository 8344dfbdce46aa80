// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 8: a bad credential hurts only itself. */
class BrokenNeighboursTest {

    private static final int MANY = 34;

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

        eventually(() -> {
            for (int i = 0; i < MANY; i++) {
                assertThat(world.condition("nowhere-" + i, "Stalled"))
                        .hasValueSatisfying(
                                stalled -> assertThat(stalled.reason()).isEqualTo("EnvironmentNotFound"));
                assertThat(world.condition("refused-" + i, "Stalled"))
                        .hasValueSatisfying(
                                stalled -> assertThat(stalled.reason()).isEqualTo("RefusedByPolicy"));
                assertThat(world.condition("foreign-" + i, "Stalled"))
                        .hasValueSatisfying(
                                stalled -> assertThat(stalled.reason()).isEqualTo("SecretNotOurs"));
            }
        });
        assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(1);
        assertThat(world.secret("foreign-0").getData()).containsOnlyKeys("mine");
    }

    /** Each creation hangs until the adapter gives up; with one thread each they would hold all threads of the operator. */
    @Test
    void aChalkThatHangsHoldsUpOnlyItsOwnCredentials() throws Exception {
        world.apply(connectionTo("hanging"));
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.hang())
                        .on(Procedure.CREATE_SERVICE_TOKEN)
                        .forTokensNamed("/hung-"));
        world.apply(IntStream.range(0, 100)
                .mapToObj(i -> world.credential("hung-" + i).replace("name: chalk}", "name: hanging}"))
                .collect(Collectors.joining("---\n")));
        eventually(() ->
                assertThat(world.chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isGreaterThan(8));

        world.applyCredential("free");

        world.ready("free", 1);
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
