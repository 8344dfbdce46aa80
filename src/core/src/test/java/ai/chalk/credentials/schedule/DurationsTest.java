// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "1s, PT1S",
        "90s, PT90S",
        "15m, PT15M",
        "1h30m, PT1H30M",
        "1d, PT24H",
        "1d12h, PT36H",
        "2w, PT336H",
        "1w2d3h4m5s, PT219H4M5S",
        "3650d, PT87600H",
        "9999999w, PT1679999832H"
    })
    void readsEachUnitAtMostOnceInOrder(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "h",
                "1h1d",
                "1d1d",
                "-1h",
                "+1h",
                "1.5h",
                "1 h",
                "1H",
                "1y",
                "12345678d",
                "PT1H",
                "1h "
            })
    void readsNothingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.9S, 0s", "PT90S, 1m30s", "PT36H, 1d12h", "PT168H, 1w", "PT219H4M5S, 1w2d3h4m5s"})
    void writesLikeAUser(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 59, 60, 3_599, 86_400, 604_799, 604_800, 315_360_000})
    void readsWhatItWrites(long seconds) {
        var duration = Duration.ofSeconds(seconds);

        assertThat(Durations.parse(Durations.format(duration))).contains(duration);
    }
}
