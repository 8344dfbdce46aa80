// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronParserTest {

    private final CronParser reader = new CronParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * | Cron expression contains 3 parts but we expect one of [5]",
                "0 0 3 * * SUN | Cron expression contains 6 parts but we expect one of [5]",
                "@daily | Nicknames not supported!",
                "*/60 * * * * | Period 60 not in range [0, 59]",
                "61 * * * * | Value 61 not in range [0, 59]",
                "0 0 * * FRI-MON | Invalid range! [5,1]",
                "0 0 ? * * | Invalid expression: ?",
                "0 0 * * 1-5/7 | Period 0 not in range [0, 7]",
                "'' | Empty expression!"
            })
    void saysWhatIsWrongWithAnExpressionAndHowToWriteOne(String expression, String reason) {
        assertThat(reader.read(expression, "UTC").problem())
                .contains(
                        "spec.rotation.schedule \"" + expression + "\" is invalid (" + reason
                                + "): write five fields (minute hour day-of-month month day-of-week), for example \"0 3 * * SUN\"");
        assertThat(reader.read(expression, "UTC").slots()).isEmpty();
        assertThat(CronSchedule.parse(expression, "UTC", Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Europe/Atlantis", "berlin", "europe/berlin", "+02:00", "UTC+2", "Z"})
    void acceptsOnlyNamedTimeZones(String zone) {
        assertThat(CronSchedule.problem("0 3 * * *", zone))
                .contains(
                        "spec.rotation.timeZone \"" + zone
                                + "\" is unknown to this operator: set it to UTC or to an IANA time zone as Region/City, for example Europe/Berlin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"L", "0 0 LW * *", "0 0 * * 5#2", "0 0 1, * *", "\n", "0 0 * 13 *", "-1 0 * * *", "a b c d e"})
    void letsNoExceptionEscape(String expression) {
        assertThat(reader.read(expression, "UTC").problem()).isPresent();
    }

    @Test
    void cachesResultsAndEvictsTheOldest() {
        var first = reader.read("0 3 * * *", "UTC");

        assertThat(reader.read("0 3 * * *", "UTC")).isSameAs(first);
        assertThat(reader.read("0 3 * * *", "Europe/Berlin")).isNotSameAs(first);

        IntStream.range(0, 1_000).forEach(n -> reader.read(n % 60 + " " + n / 60 + " * * *", "UTC"));
        assertThat(reader.size()).isLessThanOrEqualTo(512);
        assertThat(reader.read("0 3 * * *", "UTC")).isNotSameAs(first);
    }
}
