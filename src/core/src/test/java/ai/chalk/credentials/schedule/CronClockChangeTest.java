// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights in which clocks change. */
class CronClockChangeTest {

    @ParameterizedTest
    @CsvSource({
        // in the gap: fires at its end
        "30 2 * * *, America/New_York, 2026-03-07T12:00, 2026-03-08T03:00, 2026-03-09T02:30",
        "0 2 * * *, America/New_York, 2026-03-07T12:00, 2026-03-08T03:00, 2026-03-09T02:00",
        "30 2 * * SUN, Europe/Berlin, 2026-03-28T12:00, 2026-03-29T03:00, 2026-04-05T02:30",
        "15 2 * * *, Australia/Lord_Howe, 2026-10-03T12:00, 2026-10-04T02:30, 2026-10-05T02:15",
        "0 0 * * *, America/Santiago, 2026-09-05T12:00, 2026-09-06T01:00, 2026-09-07T00:00",
        "59 0 6 9 *, America/Santiago, 2026-01-01T00:00, 2026-09-06T01:00, 2027-09-06T00:59",
        "0 12 30 12 *, Pacific/Apia, 2011-12-01T00:00, 2011-12-31T00:00, 2012-12-30T12:00",
        // at the edges of the gap: fires normally
        "59 1 * * *, Europe/Berlin, 2026-03-28T12:00, 2026-03-29T01:59, 2026-03-30T01:59",
        "0 3 * * *, Europe/Berlin, 2026-03-28T12:00, 2026-03-29T03:00, 2026-03-30T03:00",
        // several times in one gap: fires once
        "'0,30 2 * * *', Europe/Berlin, 2026-03-28T12:00, 2026-03-29T03:00, 2026-03-30T02:00",
        "*/20 2-3 * * *, Europe/Berlin, 2026-03-28T12:00, 2026-03-29T03:00, 2026-03-29T03:20",
        // hourly and more often: follows the wall clock
        "0 * * * *, Europe/Berlin, 2026-03-29T01:00, 2026-03-29T03:00, 2026-03-29T04:00",
        "*/15 * * * *, Europe/Berlin, 2026-03-29T01:45, 2026-03-29T03:00, 2026-03-29T03:15",
        "0 * * * *, America/Santiago, 2026-09-05T23:00, 2026-09-06T01:00, 2026-09-06T02:00",
        "0 * * * SUN, America/Santiago, 2026-09-05T12:00, 2026-09-06T01:00, 2026-09-06T02:00",
        "0 * * * *, Australia/Lord_Howe, 2026-10-04T01:00, 2026-10-04T03:00, 2026-10-04T04:00"
    })
    void leavesNoFixedTimeOutWhereClocksJump(
            String expression, String zone, LocalDateTime issued, LocalDateTime first, LocalDateTime second) {
        assertThat(schedule(expression, zone).upcoming(instant(issued, zone), 2))
                .containsExactly(instant(first, zone), instant(second, zone));
    }

    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "0 2 * * *, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:00:00Z, 2026-10-26T01:00:00Z",
        "0 3 * * *, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T02:00:00Z, 2026-10-26T02:00:00Z",
        "30 1 * * *, America/New_York, 2026-10-31T12:00:00Z, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
        "45 1 * * *, Australia/Lord_Howe, 2026-04-04T12:00:00Z, 2026-04-04T14:45:00Z, 2026-04-05T15:15:00Z",
        "30 23 * * *, America/Santiago, 2026-04-04T12:00:00Z, 2026-04-05T02:30:00Z, 2026-04-06T03:30:00Z",
        // issued between the two repeated hours: does not fire again
        "30 2 * * *, Europe/Berlin, 2026-10-25T00:45:00Z, 2026-10-26T01:30:00Z, 2026-10-27T01:30:00Z",
        "30 2 * * *, Europe/Berlin, 2026-10-25T01:15:00Z, 2026-10-26T01:30:00Z, 2026-10-27T01:30:00Z",
        // hourly and more often: fires in both
        "0 * * * *, Europe/Berlin, 2026-10-24T23:00:00Z, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
        "*/30 * * * *, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z",
        "45 * * * *, Australia/Lord_Howe, 2026-04-04T14:00:00Z, 2026-04-04T14:45:00Z, 2026-04-04T15:15:00Z",
        "0 * * * SUN, America/Santiago, 2026-04-05T03:30:00Z, 2026-04-05T04:00:00Z, 2026-04-05T05:00:00Z"
    })
    void firesOnceInARepeatedHour(String expression, String zone, Instant issued, Instant first, Instant second) {
        assertThat(schedule(expression, zone).upcoming(issued, 2)).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "America/Santiago",
                "America/St_Johns",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "Asia/Kathmandu",
                "Pacific/Chatham"
            })
    void runsOnEachDayOfAYearOnce(String zone) {
        for (var expression :
                List.of("0 0 * * *", "30 1 * * *", "15 2 * * *", "30 2 * * *", "45 3 * * *", "59 23 * * *")) {
            var days = runs(schedule(expression, zone), "2026-01-01T00:00", "2027-01-01T00:00", zone)
                    .map(run -> run.atZone(ZoneId.of(zone)).toLocalDate())
                    .toList();

            assertThat(days).as(expression).hasSize(365).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "America/Santiago"})
    void runsInEachHourOfAYear(String zone) {
        var schedule = schedule("0 * * * *", zone);

        assertThat(runs(schedule, "2026-01-01T00:00", "2027-01-01T00:00", zone)).hasSize(8_760);
    }

    /** St John's once put its clocks back a minute after midnight, to the evening before. */
    @ParameterizedTest
    @ValueSource(strings = {"0 * * * SAT", "30 * * * SUN", "* * * * SAT", "0 3 * * *", "5 0 * * SUN"})
    void keepsFiringAfterADateRepeats(String expression) {
        var runs = runs(
                        schedule(expression, "America/St_Johns"),
                        "2006-10-28T00:00",
                        "2006-11-06T00:00",
                        "America/St_Johns")
                .toList();

        assertThat(runs).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }

    /** Including a run at the very beginning. */
    private static Stream<Instant> runs(CronSchedule schedule, String from, String to, String zone) {
        var end = instant(LocalDateTime.parse(to), zone);
        return Stream.iterate(
                schedule.dueAfter(instant(LocalDateTime.parse(from), zone).minusSeconds(1))
                        .orElseThrow(),
                end::isAfter,
                run -> schedule.dueAfter(run).orElseThrow());
    }

    private static Instant instant(LocalDateTime time, String zone) {
        return time.atZone(ZoneId.of(zone)).toInstant();
    }

    private static CronSchedule schedule(String expression, String zone) {
        return CronSchedule.parse(expression, zone, Duration.ZERO).orElseThrow();
    }
}
