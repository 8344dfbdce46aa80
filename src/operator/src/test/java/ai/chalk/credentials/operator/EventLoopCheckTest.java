// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.connection.ConnectionsUnderTest;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.reconcile.ReconcileGate;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class EventLoopCheckTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T03:00:00Z"));
    private final KubernetesClient client = SharedCluster.get().operatorClient();
    private final Operator operator = new Operator(overrides -> overrides
            .withKubernetesClient(client)
            .withCloseClientOnStop(false)
            .withInformerStoppedHandler((informer, failure) -> {}));
    /** Threads that accept tasks but never run them. */
    private final Heartbeat stuck = new Heartbeat(task -> {}, new ReconcileGate(clock), clock);

    private final EventLoopCheck check = new EventLoopCheck(operator, stuck);

    @BeforeEach
    void start() {
        var connections = ConnectionsUnderTest.over(
                settings -> {
                    throw new IllegalStateException("there is no connection");
                },
                chalk -> {
                    throw new IllegalStateException("there is no connection");
                },
                new InventoryFindings(),
                clock);
        var namespace = SharedCluster.get().newNamespace();
        operator.register(connections.namespaced(), overrides -> overrides.settingNamespace(namespace));
    }

    @AfterEach
    void stop() {
        operator.stop();
        client.close();
    }

    @Test
    void isAliveUntilTheOperatorHasStarted() {
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
        clock.advance(Duration.ofDays(1));
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void countsAsStartedOnceTheOperatorHas() {
        var started = new StartedCheck(operator);
        assertThat(started.call().getStatus()).isEqualTo(Status.DOWN);

        operator.start();

        assertThat(started.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDeadWhenItsThreadsAre() {
        operator.start();
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);

        clock.advance(Heartbeat.LONGEST_SILENCE.plusSeconds(1));

        assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(problem(check.call())).startsWith("no thread has started");
    }

    @Test
    void isDeadWhenAnInformerHasStopped() throws Exception {
        operator.start();
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);

        client.close();

        await("the check to report DOWN")
                .untilAsserted(() -> assertThat(check.call().getStatus()).isEqualTo(Status.DOWN));
        assertThat(problem(check.call())).startsWith("the informer of ").endsWith("has stopped");
    }

    private static String problem(HealthCheckResponse response) {
        return String.valueOf(response.getData().orElseThrow().get("problem"));
    }
}
