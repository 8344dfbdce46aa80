// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.BUSY;
import static ai.chalk.credentials.chalk.ChalkFailureKind.THROTTLED;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionGateTest {

    private static final CallLabel LABEL = new CallLabel(Operation.GET_TEAM, "chalk.test");

    private final TestTime time = new TestTime();

    @Test
    void allowsABurstAndSpacesTheRest() throws Exception {
        var gate = new ConnectionGate(4, 100, Duration.ofSeconds(15), time);

        for (int i = 0; i < 6; i++) {
            gate.enter(LABEL);
        }

        assertThat(time.pauses()).isEqualTo(List.of(Duration.ofMillis(250), Duration.ofMillis(250)));
    }

    @Test
    void keepsTheRateOverTime() throws Exception {
        var gate = new ConnectionGate(4, 1000, Duration.ofSeconds(15), time);

        for (int i = 0; i < 44; i++) {
            gate.enter(LABEL);
        }

        assertThat(Duration.between(TestTime.START, time.instant())).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void savesTheTokensOfOneSecondAtMost() throws Exception {
        var gate = new ConnectionGate(2, 100, Duration.ofSeconds(15), time);
        time.advance(Duration.ofHours(1));

        for (int i = 0; i < 3; i++) {
            gate.enter(LABEL);
        }

        assertThat(time.pauses()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void failsAtOnceWhenTheWaitIsTooLong() throws Exception {
        var gate = new ConnectionGate(1, 100, Duration.ZERO, time);
        gate.enter(LABEL);

        var failure = failureOf(() -> gate.enter(LABEL));

        assertThat(failure.kind()).isEqualTo(BUSY);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(failure.message()).contains("requestsPerSecond");
    }

    @Test
    void limitsTheConcurrency() throws Exception {
        var gate = new ConnectionGate(1000, 2, Duration.ZERO, time);
        gate.enter(LABEL);
        gate.enter(LABEL);

        assertThat(failureOf(() -> gate.enter(LABEL)).kind()).isEqualTo(BUSY);

        gate.leave();
        gate.enter(LABEL);
    }

    @Test
    void releasesThePermitOfARequestThatIsNotSent() throws Exception {
        var gate = new ConnectionGate(1, 2, Duration.ZERO, time);
        gate.enter(LABEL);
        for (int i = 0; i < 5; i++) {
            failureOf(() -> gate.enter(LABEL));
        }

        time.advance(Duration.ofSeconds(1));

        gate.enter(LABEL);
    }

    @Test
    void keepsTheLongerOfTwoPauses() {
        var gate = new ConnectionGate(1, 2, Duration.ZERO, time);
        gate.close(Duration.ofMinutes(2));
        gate.close(Duration.ofMinutes(1));

        var failure = failureOf(() -> gate.enter(LABEL));
        assertThat(failure.kind()).isEqualTo(THROTTLED);
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
    }

    @Test
    void restoresTheInterruptFlag() {
        var gate = new ConnectionGate(1, 2, Duration.ofSeconds(1), time);
        Thread.currentThread().interrupt();

        failureOf(() -> gate.enter(LABEL));

        assertThat(Thread.interrupted()).isTrue();
    }
}
