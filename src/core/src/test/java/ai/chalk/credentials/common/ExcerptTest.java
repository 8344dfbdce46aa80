// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    private static final String ASTRAL = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Excerpt.LONGEST})
    void leavesAloneWhatIsShortEnough(int length) {
        assertThat(Excerpt.of("x".repeat(length))).isEqualTo("x".repeat(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {Excerpt.LONGEST + 1, 1_000_000})
    void cutsWhatIsLongerAndSaysSo(int length) {
        assertThat(Excerpt.of("x".repeat(length))).isEqualTo("x".repeat(Excerpt.LONGEST - 1) + "…");
    }

    /** JSON cannot carry half of a surrogate pair. */
    @Test
    void neverSplitsACharacter() {
        assertThat(Excerpt.of("x".repeat(Excerpt.LONGEST - 2) + ASTRAL + "x"))
                .isEqualTo("x".repeat(Excerpt.LONGEST - 2) + "…");
        assertThat(Excerpt.of("x".repeat(Excerpt.LONGEST - 3) + ASTRAL + "xx"))
                .isEqualTo("x".repeat(Excerpt.LONGEST - 3) + ASTRAL + "…");
    }

    @Test
    void countsBytesWhereTheLimitDoes() {
        assertThat(Excerpt.ofBytes("x".repeat(10), 10)).isEqualTo("x".repeat(10));
        assertThat(Excerpt.ofBytes("x".repeat(11), 10)).isEqualTo("x".repeat(7) + "…");
        assertThat(Excerpt.ofBytes("ü".repeat(5), 10)).isEqualTo("ü".repeat(5));
        assertThat(Excerpt.ofBytes("ü".repeat(6), 10)).isEqualTo("üüü…");
        assertThat(Excerpt.ofBytes("x" + ASTRAL.repeat(3), 10)).isEqualTo("x" + ASTRAL + "…");
    }
}
