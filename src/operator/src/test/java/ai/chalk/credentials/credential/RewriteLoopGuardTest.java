// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.decision.Sample.NOW;
import static ai.chalk.credentials.decision.Sample.ours;
import static ai.chalk.credentials.decision.Sample.token;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.decision.Step;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteLoopGuardTest {

    private static final Step.Render RENDER = new Step.Render(ours(token(3)), token(3));

    private final RewriteLoopGuard renderings = new RewriteLoopGuard();

    @BeforeEach
    void writeTwice() {
        renderings.note(RENDER, 1, NOW.minusSeconds(30));
        renderings.note(RENDER, 1, NOW.minusSeconds(20));
    }

    @Test
    void aSecretIsFoughtOverOnceItWasWrittenThreeTimesInAMinute() {
        assertThat(renderings.isFought(RENDER, 1, NOW)).isFalse();

        renderings.note(RENDER, 1, NOW);

        assertThat(renderings.isFought(RENDER, 1, NOW)).isTrue();
        assertThat(renderings.isFought(RENDER, 1, NOW.plusSeconds(29))).isTrue();
        assertThat(renderings.isFought(RENDER, 1, NOW.plusSeconds(30))).isFalse();
    }

    @Test
    void anotherSpecTokenOrSecretIsCountedSeparately() {
        renderings.note(RENDER, 1, NOW);

        assertThat(renderings.isFought(RENDER, 2, NOW)).isFalse();
        assertThat(renderings.isFought(new Step.Render(ours(token(3)), token(4)), 1, NOW))
                .isFalse();
        assertThat(renderings.isFought(new Step.Render(ours(token(3)).withUid("other"), token(3)), 1, NOW))
                .isFalse();
    }

    /** Entries of other renderings are kept while one is noted, and expire. */
    @ParameterizedTest
    @CsvSource({"0, true", "3600, false", "-3600, false"})
    void aJumpOfTheClockExpiresThem(long seconds, boolean fought) {
        renderings.note(RENDER, 1, NOW);
        renderings.note(RENDER, 2, NOW.plus(Duration.ofSeconds(seconds)));

        assertThat(renderings.isFought(RENDER, 1, NOW)).isEqualTo(fought);
    }
}
