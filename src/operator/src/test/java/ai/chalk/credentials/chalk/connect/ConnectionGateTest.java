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

    private static final CallLabel PLACE = new CallLabel(Operation.GET_TEAM, "chalk.test");

    private final TestTime time = new TestTime();

    @Test
    void letsABurstThroughAndSpacesTheRest() throws Exception {
        var gate = new ConnectionGate(4, 100, Duration.ofSeconds(15), time);

        for (int i = 0; i < 6; i++) {
            gate.enter(PLACE);
        }

        assertThat(time.pauses()).isEqualTo(List.of(Duration.ofMillis(250), Duration.ofMillis(250)));
    }

    @Test
    void keepsTheRateOverTime() throws Exception {
        var gate = new ConnectionGate(4, 1000, Duration.ofSeconds(15), time);

        for (int i = 0; i < 44; i++) {
            gate.enter(PLACE);
        }

        assertThat(Duration.between(TestTime.START, time.instant())).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void savesNoMoreThanASecondsWorth() throws Exception {
        var gate = new ConnectionGate(2, 100, Duration.ofSeconds(15), time);
        time.advance(Duration.ofHours(1));

        for (int i = 0; i < 3; i++) {
            gate.enter(PLACE);
        }

        assertThat(time.pauses()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void failsAtOnceWhenItsTurnIsTooFarAway() throws Exception {
        var gate = new ConnectionGate(1, 100, Duration.ZERO, time);
        gate.enter(PLACE);

        var failure = failureOf(() -> gate.enter(PLACE));

        assertThat(failure.kind()).isEqualTo(BUSY);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(failure.message()).contains("requestsPerSecond");
    }

    @Test
    void letsOnlySoManyInAtOnce() throws Exception {
        var gate = new ConnectionGate(1000, 2, Duration.ZERO, time);
        gate.enter(PLACE);
        gate.enter(PLACE);

        assertThat(failureOf(() -> gate.enter(PLACE)).kind()).isEqualTo(BUSY);

        gate.leave();
        gate.enter(PLACE);
    }

    @Test
    void givesThePlaceBackOfWhatIsNotSent() throws Exception {
        var gate = new ConnectionGate(1, 2, Duration.ZERO, time);
        gate.enter(PLACE);
        for (int i = 0; i < 5; i++) {
            failureOf(() -> gate.enter(PLACE));
        }

        time.advance(Duration.ofSeconds(1));

        gate.enter(PLACE);
    }

    @Test
    void keepsTheLongerOfTwoPauses() {
        var gate = new ConnectionGate(1, 2, Duration.ZERO, time);
        gate.close(Duration.ofMinutes(2));
        gate.close(Duration.ofMinutes(1));

        var failure = failureOf(() -> gate.enter(PLACE));
        assertThat(failure.kind()).isEqualTo(THROTTLED);
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
    }

    @Test
    void keepsAnInterruption() {
        var gate = new ConnectionGate(1, 2, Duration.ofSeconds(1), time);
        Thread.currentThread().interrupt();

        failureOf(() -> gate.enter(PLACE));

        assertThat(Thread.interrupted()).isTrue();
    }
}
