// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    private static final Duration WIDTH = Duration.ofHours(10);

    @Test
    void dependsOnTheSeedAlone() {
        assertThat(Spread.offset("a", WIDTH)).isEqualTo(Spread.offset("a", WIDTH));
        assertThat(Spread.offset("a", WIDTH)).isNotEqualTo(Spread.offset("b", WIDTH));
    }

    @Test
    void staysBelowTheWidthInWholeSeconds() {
        IntStream.range(0, 1_000)
                .mapToObj(seed -> Spread.offset("seed" + seed, WIDTH))
                .forEach(offset -> {
                    assertThat(offset).isBetween(Duration.ZERO, WIDTH.minusSeconds(1));
                    assertThat(offset).isEqualTo(Duration.ofSeconds(offset.toSeconds()));
                });
    }

    @Test
    void reachesEveryHourOfTheWidthAboutEquallyOften() {
        var hours = IntStream.range(0, 1_000)
                .mapToObj(seed -> Spread.offset("seed" + seed, WIDTH).toHours())
                .collect(Collectors.groupingBy(hour -> hour, Collectors.counting()));

        assertThat(hours).hasSize(10);
        assertThat(hours.values()).allMatch(count -> count > 60 && count < 140);
    }

    @Test
    void doesNotSpreadWithoutWidth() {
        assertThat(Spread.offset("a", Duration.ZERO)).isZero();
        assertThat(Spread.offset("a", Duration.ofMillis(900))).isZero();
        assertThat(Spread.offset("a", Duration.ofHours(-1))).isZero();
        assertThat(Spread.offset("a", Duration.ofSeconds(1))).isZero();
    }
}
