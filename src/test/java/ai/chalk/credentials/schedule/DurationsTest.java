// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "30d, 2592000",
        "1d12h, 129600",
        "2w, 1209600",
        "90m, 5400",
        "0s, 0",
        "1h0m0s, 3600",
        "1w1d1h1m1s, 694861",
        "999999999s, 999999999"
    })
    void readsEachUnitOnceInOrder(String text, long seconds) {
        assertThat(Durations.parse(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "1x", "1h1d", "1h1h", "-1h", "1.5h", "PT1H", "1 h", "12345678d"})
    void refusesEverythingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30m", "1d12h", "2w", "15s", "0s"})
    void writesWhatAUserWouldHave(String text) {
        assertThat(Durations.format(Durations.parse(text).orElseThrow())).isEqualTo(text);
    }

    @Test
    void anOffsetMakesARotationEarlierAndNeverLater() {
        var issued = Instant.parse("2026-11-24T12:00:00Z");
        var schedule = new IntervalSchedule(Duration.ofDays(30), Duration.ofHours(2));

        assertThat(schedule.dueAfter(issued)).contains(Instant.parse("2026-12-24T10:00:00Z"));
        assertThat(schedule.upcoming(issued, 2))
                .containsExactly(Instant.parse("2026-12-24T10:00:00Z"), Instant.parse("2027-01-23T08:00:00Z"));
        assertThat(RotationSchedule.NEVER.upcoming(issued, 3)).isEmpty();
    }

    @Test
    void aFleetIsSpreadEvenlyAndAlwaysTheSame() {
        var width = Duration.ofMinutes(10);
        var tenths = IntStream.range(0, 10_000)
                .mapToLong(i -> Spread.offset("uid-" + i, width).toMinutes())
                .boxed()
                .collect(Collectors.groupingBy(minute -> minute, Collectors.counting()));

        assertThat(tenths).hasSize(10).allSatisfy((minute, count) -> assertThat(count)
                .isBetween(800L, 1200L));
        assertThat(Spread.offset("uid-1", width)).isEqualTo(Spread.offset("uid-1", width));
        assertThat(Spread.offset("uid-1", Duration.ZERO)).isZero();
    }
}
