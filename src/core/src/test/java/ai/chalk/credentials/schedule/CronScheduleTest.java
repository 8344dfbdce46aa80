// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    /** A Tuesday. */
    private static final Instant ISSUED = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * SUN | 2026-11-29T03:00:00Z | 2026-12-06T03:00:00Z",
                "0 3 * * 0 | 2026-11-29T03:00:00Z | 2026-12-06T03:00:00Z",
                "0 3 * * 7 | 2026-11-29T03:00:00Z | 2026-12-06T03:00:00Z",
                "0 3 * * mon-fri | 2026-11-25T03:00:00Z | 2026-11-26T03:00:00Z",
                "0 3 * * 6-7 | 2026-11-28T03:00:00Z | 2026-11-29T03:00:00Z",
                "  0   3 * * * | 2026-11-25T03:00:00Z | 2026-11-26T03:00:00Z",
                "0 12 * * * | 2026-11-25T12:00:00Z | 2026-11-26T12:00:00Z",
                "1 12 * * * | 2026-11-24T12:01:00Z | 2026-11-25T12:01:00Z",
                "*/15 * * * * | 2026-11-24T12:15:00Z | 2026-11-24T12:30:00Z",
                "50/5 * * * * | 2026-11-24T12:50:00Z | 2026-11-24T12:55:00Z",
                "0-30/10 9,17 * * * | 2026-11-24T17:00:00Z | 2026-11-24T17:10:00Z",
                "* * * * * | 2026-11-24T12:01:00Z | 2026-11-24T12:02:00Z",
                "0 0 31 * * | 2026-12-31T00:00:00Z | 2027-01-31T00:00:00Z",
                "0 0 1 JAN,jul * | 2027-01-01T00:00:00Z | 2027-07-01T00:00:00Z",
                // day of the month or day of the week
                "0 0 1 * MON | 2026-11-30T00:00:00Z | 2026-12-01T00:00:00Z",
                "0 0 30 2 MON | 2027-02-01T00:00:00Z | 2027-02-08T00:00:00Z",
                "0 0 */10 * SUN | 2026-11-29T00:00:00Z | 2026-12-01T00:00:00Z",
                // rare days
                "0 0 29 2 * | 2028-02-29T00:00:00Z | 2032-02-29T00:00:00Z",
                "0 0 29 2 MON | 2027-02-01T00:00:00Z | 2027-02-08T00:00:00Z"
            })
    void isDueAtTheNextSlot(String expression, Instant first, Instant second) {
        assertThat(schedule(expression).upcoming(ISSUED, 2)).containsExactly(first, second);
    }

    @Test
    void findsALeapDayOverACenturyWithoutOne() {
        assertThat(schedule("0 0 29 2 *").dueAfter(Instant.parse("2096-02-29T00:00:00Z")))
                .contains(Instant.parse("2104-02-29T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "* * 30,31 2 *", "*/5 * 31 2,4,6,9,11 *", "0 0 31 4/5 *"})
    void isNeverDueOnDaysThatDoNotExist(String expression) {
        assertThat(CronSchedule.problem(expression, "UTC")).isEmpty();
        assertThat(schedule(expression).upcoming(ISSUED, 3)).isEmpty();
        assertThat(schedule(expression).longestGap()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0s, 2026-11-25T03:00:00Z",
        "1s, 2026-11-25T03:00:01Z",
        // the slot of the day is over, its delayed run is not
        "8h59m59s, 2026-11-25T11:59:59Z",
        "9h, 2026-11-25T12:00:00Z",
        "9h1s, 2026-11-24T12:00:01Z",
        "3d10h, 2026-11-24T13:00:00Z"
    })
    void isDelayedByTheOffsetAndAlwaysAfterTheIssue(String offset, Instant due) {
        var schedule = CronSchedule.parse(
                        "0 3 * * *", "UTC", Durations.parse(offset).orElseThrow())
                .orElseThrow();

        assertThat(schedule.dueAfter(ISSUED)).contains(due);
        assertThat(schedule.dueAfter(due)).contains(due.plus(Duration.ofDays(1)));
    }

    @Test
    void isDueInWholeSecondsWheneverATokenWasIssued() {
        assertThat(schedule("1 12 * * *").dueAfter(ISSUED.plusNanos(1))).contains(ISSUED.plusSeconds(60));
        assertThat(schedule("* * * * *").dueAfter(ISSUED.plusNanos(1))).contains(ISSUED.plusSeconds(60));
        assertThat(schedule("0 12 * * *").dueAfter(ISSUED.minusNanos(1))).contains(ISSUED);
        assertThat(schedule("* * * * *").dueAfter(ISSUED.minusNanos(1))).contains(ISSUED);
    }

    @Test
    void catchesUpOnceAfterAnyNumberOfMissedSlots() {
        var schedule = schedule("0 3 * * *");
        var overdue = schedule.dueAfter(ISSUED).orElseThrow();
        var weeksLater = overdue.plus(Duration.ofDays(20)).plusSeconds(5);

        assertThat(overdue).isBefore(weeksLater);
        assertThat(schedule.dueAfter(weeksLater)).contains(overdue.plus(Duration.ofDays(21)));
    }

    private static CronSchedule schedule(String expression) {
        return CronSchedule.parse(expression, "UTC", Duration.ZERO).orElseThrow();
    }
}
