// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares random expressions with cron-utils' own search, which shares only the parsing of fields with this
 * implementation.
 */
class CronPropertyTest {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Santiago",
            "America/Havana",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Pacific/Chatham");

    private final Random random = new Random(20261124);

    @Test
    void agreesWithCronUtilsWhereClocksDoNotChange() {
        for (int round = 0; round < 1_500; round++) {
            var expression = expression();
            var issued = START.plusSeconds(random.nextInt(400_000_000));

            assertThat(schedule(expression, "UTC", Duration.ZERO).dueAfter(issued))
                    .as("%s after %s", expression, issued)
                    .isEqualTo(expected(expression, issued, ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 * * * *", "*/15 * * * *", "30 * * * *", "7,44 * * * *", "0 * * * SUN"})
    void agreesWithCronUtilsOnAnyDayWhereItRunsInEveryHour(String expression) {
        for (var zone : ZONES) {
            var schedule = schedule(expression, zone, Duration.ZERO);
            for (int round = 0; round < 40; round++) {
                var issued = START.plusSeconds(random.nextInt(31_536_000));

                assertThat(schedule.dueAfter(issued))
                        .as("%s after %s in %s", expression, issued, zone)
                        .isEqualTo(expected(expression, issued, ZoneId.of(zone)));
            }
        }
    }

    /** No slot is skipped: the due time stays the same until it is reached. */
    @Test
    void givesTheSameNextRunAtAnyTimeBetweenTwoRuns() {
        for (int round = 0; round < 2_000; round++) {
            var offset = Duration.ofSeconds(random.nextInt(200_000));
            var schedule = schedule(expression(), ZONES.get(random.nextInt(ZONES.size())), offset);
            var runs = schedule.upcoming(START.plusSeconds(random.nextInt(400_000_000)), 3);

            assertThat(runs).isSorted().doesNotHaveDuplicates();
            for (int run = 1; run < runs.size(); run++) {
                var earlier = runs.get(run - 1);
                var pause = Duration.between(earlier, runs.get(run)).toSeconds();
                assertThat(runs.get(run)).isEqualTo(runs.get(run).truncatedTo(ChronoUnit.SECONDS));
                assertThat(schedule.dueAfter(earlier.plusSeconds(random.nextLong(pause))))
                        .contains(runs.get(run));
            }
        }
    }

    @Test
    void reachesTheLongestGapAndNeverExceedsIt() {
        for (int round = 0; round < 25; round++) {
            var zone = ZONES.get(random.nextInt(ZONES.size()));
            var expression = "%d %d,%d ".formatted(random.nextInt(60), random.nextInt(4), random.nextInt(24)) + days();
            var schedule = schedule(expression, zone, Duration.ZERO);

            assertThat(schedule.longestGap()).as("%s in %s", expression, zone).isEqualTo(longestOneByOne(schedule));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 * 1-9 4,10 *", "30 * * 4,9 SUN", "50 * 4,5,25 * *", "5 */1 1-7 3,10,11 *"})
    void pausesNoLongerThanTheLongestGapWhereItRunsInEveryHour(String expression) {
        for (var zone : List.of("America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca")) {
            var schedule = schedule(expression, zone, Duration.ZERO);

            assertThat(schedule.longestGap()).as(zone).isEqualTo(longestOneByOne(schedule));
        }
    }

    private static Optional<Duration> longestOneByOne(CronSchedule schedule) {
        var end = Instant.parse("2055-12-30T00:00:00Z");
        var longest = Optional.<Duration>empty();
        var run = schedule.dueAfter(Instant.parse("2024-01-03T00:00:00Z"));
        while (run.filter(end::isAfter).isPresent()) {
            var next = schedule.dueAfter(run.get()).orElseThrow();
            var pause = Duration.between(run.get(), next);
            longest = longest.filter(known -> known.compareTo(pause) >= 0).or(() -> Optional.of(pause));
            run = Optional.of(next);
        }
        return longest;
    }

    private static Optional<Instant> expected(String expression, Instant issued, ZoneId zone) {
        return ExecutionTime.forCron(PARSER.parse(expression))
                .nextExecution(issued.atZone(zone))
                .map(ZonedDateTime::toInstant);
    }

    private String expression() {
        return field(0, 59, 3) + " " + field(0, 23, 3) + " " + days();
    }

    private String days() {
        return field(1, 31, 2) + " " + field(1, 12, 2) + " " + field(0, 7, 2);
    }

    private String field(int first, int last, int most) {
        if (random.nextInt(3) == 0) {
            return "*";
        }
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(item -> item(first, last))
                .collect(Collectors.joining(","));
    }

    private String item(int first, int last) {
        var from = first + random.nextInt(last - first + 1);
        var to = from + random.nextInt(last - from + 1);
        var step = 1 + random.nextInt(last - 1);
        return switch (random.nextInt(5)) {
            case 0 -> from + "-" + to;
            case 1 -> from + "-" + to + "/" + step;
            case 2 -> "*/" + Math.min(step, 6);
            case 3 -> from + "/" + Math.min(step, 6);
            default -> String.valueOf(from);
        };
    }

    private static CronSchedule schedule(String expression, String zone, Duration offset) {
        return CronSchedule.parse(expression, zone, offset).orElseThrow(() -> new AssertionError(expression));
    }
}
