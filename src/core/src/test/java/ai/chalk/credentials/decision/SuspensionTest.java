// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.resting;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots of a schedule that pass while rotation is suspended are not made up. */
class SuspensionTest {

    private static final Instant SLOT = Instant.parse("2026-11-24T13:00:00Z");

    private final Decider decider = new Decider();
    /** Daily at one o'clock, suspended. The token was issued yesterday at twelve. */
    private final Sample suspended = resting()
            .scheduled("0 13 * * *")
            .rotation(rotation -> rotation.withSuspend(true))
            .current(token(3).withIssueTime(SLOT.minus(Duration.ofHours(23))));

    @Test
    void wakesUpForTheSlotThatItSkips() {
        assertThat(step(suspended)).isEqualTo(new Step.Rest(Optional.of(SLOT)));
        assertThat(IssueRules.skipped(suspended.observation())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "7, true"})
    void skipsASlotOnceItsTimeHasCome(long seconds, boolean skips) {
        var now = SLOT.plusSeconds(seconds);

        assertThat(IssueRules.skipped(suspended.seen(seen -> seen.withNow(now)).observation()))
                .isEqualTo(skips ? Optional.of(now) : Optional.empty());
    }

    @Test
    void countsFromWhatWasSkipped() {
        var skipped = Sample.known("0 13 * * * UTC 0s", SLOT);
        var seen = suspended
                .seen(before -> before.withNow(SLOT.plusSeconds(5)))
                .status(status -> status.withRotation(skipped));

        assertThat(IssueRules.skipped(seen.observation())).isEmpty();
        assertThat(step(seen)).isEqualTo(new Step.Rest(Optional.of(SLOT.plus(Duration.ofDays(1)))));
        assertThat(step(seen.rotation(rotation -> rotation.withSuspend(false))))
                .isEqualTo(new Step.Rest(Optional.of(SLOT.plus(Duration.ofDays(1)))));
    }

    @Test
    void skipsNothingOfAnIntervalOrWithoutSuspensionOrBeforeTheFirstToken() {
        var later = NOW.plus(Duration.ofDays(400));

        assertThat(IssueRules.skippableAt(resting()
                        .rotation(rotation -> rotation.withSuspend(true))
                        .observation()))
                .isEmpty();
        assertThat(IssueRules.skipped(suspended
                        .rotation(rotation -> rotation.withSuspend(false))
                        .seen(seen -> seen.withNow(later))
                        .observation()))
                .isEmpty();
        assertThat(IssueRules.skippableAt(suspended
                        .rotation(rotation -> rotation.withSuspend(true))
                        .current(null)
                        .observation()))
                .isEmpty();
    }

    @Test
    void saysThatAScheduleCannotBeRead() {
        var stall = new Decider()
                .decide(resting()
                        .rotation(rotation -> rotation.withInterval(null))
                        .rotation(rotation -> rotation.withSchedule("61 * * * *"))
                        .observation());

        assertThat(stall.rule()).isEqualTo("schedule");
        assertThat(stall.step()).isInstanceOfSatisfying(Step.Stall.class, step -> {
            assertThat(step.obstacle().reason().word()).isEqualTo("InvalidSchedule");
            assertThat(step.obstacle().passing()).isFalse();
            assertThat(step.until()).isEqualTo(NOW.plus(Decider.PROBE));
        });
    }

    private Step step(Sample sample) {
        return decider.decide(sample.observation()).step();
    }
}
