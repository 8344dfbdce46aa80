// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongestGapTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | UTC | 1m",
                "*/25 * * * * | UTC | 25m",
                "0 * * * * | UTC | 1h",
                "0 9-17 * * * | UTC | 16h",
                "0 3 * * * | UTC | 1d",
                "0 3 * * SUN | UTC | 1w",
                "0 3 * * MON-FRI | UTC | 3d",
                "* * * * MON-FRI | UTC | 2d1m",
                "0 3 * * MON,THU | UTC | 4d",
                "0 3 1 * * | UTC | 31d",
                "0 3 31 * * | UTC | 61d",
                "0 3 1,15 * * | UTC | 17d",
                "0 3 1 * MON | UTC | 1w",
                "* * * 1 * | UTC | 335d1m",
                "0 3 1 1 * | UTC | 366d",
                "0 3 29 2 * | UTC | 1461d",
                // a night in autumn is longer
                "0 3 * * * | Europe/Berlin | 1d1h",
                "0 3 * * SUN | Europe/Berlin | 1w1h",
                "0 3 1 2,3 * | Europe/Berlin | 337d",
                "0 3 1 6,12 * | Europe/Berlin | 183d1h",
                "0 3 * * * | Australia/Lord_Howe | 1d30m",
                "0 1-23/2 * * * | Europe/Berlin | 3h",
                "* * * * * | Europe/Berlin | 1m",
                "0 * * * * | Australia/Lord_Howe | 1h30m"
            })
    void isTheLongestPauseThatEverComes(String expression, String zone, String expected) {
        var gap = CronSchedule.parse(expression, zone, Duration.ofMinutes(7))
                .orElseThrow()
                .longestGap();

        assertThat(gap).isEqualTo(Durations.parse(expected));
    }
}
