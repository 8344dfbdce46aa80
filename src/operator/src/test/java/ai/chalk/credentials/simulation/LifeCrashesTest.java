// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.credential.CredentialReconciliation;
import ai.chalk.credentials.simulation.LifeFate.Turn;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/design.md, promise 3, exhaustively: the process is killed before and after every single effect of a life, and no token is lost
 * or left behind.
 */
class LifeCrashesTest {

    @BeforeAll
    static void beQuiet() {
        Logger.getLogger(CredentialReconciliation.class.getName()).setLevel(Level.SEVERE);
    }

    @ParameterizedTest
    @EnumSource
    void noCrashMatters(LifeChronicle life) {
        assertThat(broken(life, LifeMutation.NONE)).isEmpty();
    }

    /** Proves that the test above can fail. */
    @Test
    void aCrashMattersToAnOperatorThatForgetsStrays() {
        assertThat(broken(LifeChronicle.ROTATION_WITH_RESTART, LifeDecisionBug.NEVER_SWEEPS))
                .anySatisfy(violation -> assertThat(violation).contains(LifePromise.NOTHING_LEFT.toString()));
    }

    private static List<String> broken(LifeChronicle life, LifeMutation mutation) {
        var whole = new LifeStage(mutation, 0, Turn.TAKES_PLACE);
        var violation = end(life, whole);
        int effects = whole.effects().size();

        assertThat(violation).as("without a crash").isEmpty();
        assertThat(whole.effects()).contains(life.point);

        return IntStream.rangeClosed(1, effects)
                .boxed()
                .flatMap(at -> Stream.of(Turn.CRASH_BEFORE, Turn.CRASH_AFTER)
                        .flatMap(crash -> end(life, new LifeStage(mutation, at, crash)).stream()))
                .toList();
    }

    private static Optional<String> end(LifeChronicle life, LifeStage stage) {
        try {
            life.live(stage);
            return Optional.empty();
        } catch (LifeViolation violation) {
            return Optional.of(stage.world.trace + System.lineSeparator() + violation.getMessage());
        }
    }
}
