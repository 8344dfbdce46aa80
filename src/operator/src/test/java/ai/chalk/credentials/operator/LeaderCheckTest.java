// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.reconcile.ReconcileGate;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class LeaderCheckTest {

    private final ReconcileGate passes = new ReconcileGate(Clock.systemUTC());
    private final AtomicInteger losses = new AtomicInteger();
    private final Leadership elected = new Leadership(true, "chalk-system", "pod-1");
    private final LeaderCallbacks election = elected.election(losses::incrementAndGet)
            .orElseThrow()
            .getLeaderCallbacks()
            .orElseThrow();

    @Test
    void isReadyWithoutAnElection() {
        var alone = new Leadership(false, "chalk-system", "pod-1");

        assertThat(alone.isLeading()).isTrue();
        assertThat(alone.election(losses::incrementAndGet)).isEmpty();
        assertThat(status(alone)).isEqualTo(Status.UP);
    }

    @Test
    void isNotReadyBeforeThereIsALeader() {
        assertThat(status(elected)).isEqualTo(Status.DOWN);
        assertThat(elected.isLeading()).isFalse();
    }

    @Test
    void isReadyWhileItStandsBy() {
        election.onNewLeader("pod-2");

        assertThat(status(elected)).isEqualTo(Status.UP);
        assertThat(elected.isLeading()).isFalse();
    }

    @Test
    void isNotReadyBetweenOneLeaderAndTheNext() {
        election.onNewLeader("pod-2");
        election.onNewLeader("");
        assertThat(status(elected)).isEqualTo(Status.DOWN);

        election.onNewLeader("pod-1");
        election.onStartLeading();
        assertThat(status(elected)).isEqualTo(Status.UP);
        assertThat(elected.isLeading()).isTrue();
    }

    @Test
    void isNotReadyDuringShutdown() {
        election.onNewLeader("pod-1");
        election.onStartLeading();
        passes.close(Duration.ZERO);

        assertThat(status(elected)).isEqualTo(Status.DOWN);
    }

    @Test
    void onlyTheLeaderCanLoseTheLease() {
        election.onStopLeading();
        assertThat(losses).hasValue(0);

        election.onStartLeading();
        election.onStopLeading();
        election.onStopLeading();

        assertThat(losses).hasValue(1);
        assertThat(elected.isLeading()).isFalse();
    }

    private Status status(Leadership leadership) {
        return new LeaderCheck(leadership, passes).call().getStatus();
    }
}
