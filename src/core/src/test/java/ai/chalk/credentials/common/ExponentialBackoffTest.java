// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialBackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 32", "7, 64", "8, 128", "9, 256", "10, 300", "5000, 300"})
    void doublesUpToFiveMinutesAndTakesBackAtMostHalf(int count, long longest) {
        assertThat(ExponentialBackoff.after(count, "seed"))
                .isBetween(Duration.ofSeconds(Math.max(1, longest / 2)), Duration.ofSeconds(longest));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE})
    void survivesACountThatOnlyAForgeryCanHave(int count) {
        assertThat(ExponentialBackoff.after(count, "seed")).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    @Test
    void isTheSameWhenComputedAgainAndAnotherForOthers() {
        assertThat(ExponentialBackoff.after(10, "a")).isEqualTo(ExponentialBackoff.after(10, "a"));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(number -> ExponentialBackoff.after(10, "object-" + number))
                        .distinct())
                .hasSizeGreaterThan(20);
    }
}
