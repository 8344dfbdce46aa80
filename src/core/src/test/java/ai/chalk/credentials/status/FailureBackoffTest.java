// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import static ai.chalk.credentials.decision.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PausedStep;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.decision.Step;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureBackoffTest {

    private static final Step SWEEP = new Step.Sweep(Sample.UNSWEPT);
    private static final Outcome.Failed PASSING = Outcome.Failed.of(FailureReason.CHALK_UNAVAILABLE, "no answer");

    @Test
    void recordsWhatFailedAndWhen() {
        var failure = FailureBackoff.next(Sample.fresh().observation(), SWEEP, PASSING);

        assertThat(failure.count()).isEqualTo(1);
        assertThat(failure.reason()).isEqualTo("ChalkUnavailable");
        assertThat(failure.message()).isEqualTo("no answer");
        assertThat(failure.lastTime()).isEqualTo(NOW);
        assertThat(failure.step()).isEqualTo("Sweep");
        assertThat(failure.paused()).isEmpty();
    }

    @Test
    void keepsWhatOtherStepsFailedAtAndCountsOn() {
        var grants = Sample.failure(Step.UpdateGrants.class, FailureReason.GRANTS_NOT_APPLIED, NOW.plusSeconds(9));

        var failure = FailureBackoff.next(Sample.resting().failure(grants).observation(), SWEEP, PASSING);

        assertThat(failure.count()).isEqualTo(grants.count() + 1);
        assertThat(failure.paused()).containsExactly(new PausedStep("UpdateGrants", NOW.plusSeconds(9)));
    }

    @Test
    void cutsAMessageThatTheApiServerWouldRefuse() {
        var failed = Outcome.Failed.of(FailureReason.GRANTS_NOT_APPLIED, "x".repeat(100_000));

        assertThat(FailureBackoff.next(Sample.fresh().observation(), SWEEP, failed)
                        .message())
                .hasSize(4096);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 32", "7, 64", "8, 128", "9, 256", "10, 300", "5000, 300"})
    void doublesUpToFiveMinutesAndTakesBackAtMostHalf(int count, long longest) {
        var failure = next(count, PASSING);

        assertThat(failure.count()).isEqualTo(count);
        assertThat(pause(failure)).isBetween(Duration.ofSeconds(longest / 2), Duration.ofSeconds(longest));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -64, -2, -1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE})
    void survivesACountThatOnlyAForgeryCanHave(int count) {
        var failure = FailureBackoff.next(failedTimes(count).observation(), SWEEP, PASSING);

        assertThat(failure.count()).isPositive();
        assertThat(pause(failure)).isBetween(Duration.ZERO, Duration.ofMinutes(5));
    }

    @Test
    void waitsTheSameWhenComputedAgain() {
        assertThat(next(5, PASSING)).isEqualTo(next(5, PASSING));
    }

    @Test
    void waitsForAtLeastWhatChalkAsksFor() {
        var asked = new Outcome.Failed(
                FailureReason.CHALK_THROTTLED, "slowly", Optional.of(Duration.ofMinutes(20)), Outcome.Trace.NONE);

        assertThat(pause(next(1, asked)))
                .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(20).plusSeconds(1));
    }

    @Test
    void looksAgainEveryTenMinutesIfManualActionIsNeeded() {
        var failed = Outcome.Failed.of(FailureReason.PERMISSION_DENIED, "may not");

        assertThat(pause(next(1, failed))).isEqualTo(Decider.PROBE);
        assertThat(pause(next(9, failed))).isEqualTo(Decider.PROBE);
    }

    @Test
    void doesNotWaitOnceASecretIsKnownAsForged() {
        var failed = Outcome.Failed.of(FailureReason.SECRET_NOT_GENUINE, "is not listed");

        assertThat(pause(next(4, failed))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7})
    void countsAnewForAChangedSpec(long generation) {
        var sample = failedTimes(8).seen(seen -> seen.withGeneration(generation));

        assertThat(FailureBackoff.next(sample.observation(), SWEEP, PASSING).count())
                .isEqualTo(1);
    }

    private static Failure next(int count, Outcome.Failed failed) {
        return FailureBackoff.next(failedTimes(count - 1).observation(), SWEEP, failed);
    }

    private static Sample failedTimes(int count) {
        var before = Sample.failure(FailureReason.CHALK_UNAVAILABLE, NOW);
        return Sample.resting().failure(before.withCount(count));
    }

    private static Duration pause(Failure failure) {
        return Duration.between(failure.lastTime(), failure.nextAttemptTime());
    }
}
