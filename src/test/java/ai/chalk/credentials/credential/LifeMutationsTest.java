// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lives are worth something: each bug that is planted between the operator and the world breaks a promise in one of them. */
class LifeMutationsTest {

    private static final long LIVES = 3_000;

    @BeforeAll
    static void beQuiet() {
        Logger.getLogger(PassRunner.class.getName()).setLevel(Level.WARNING);
    }

    /** The way to it is so narrow that random lives hardly ever find it; {@link LifeCounterExample#FIN_GUARD} does. */
    private static final LifeMutation BY_SCRIPT_ONLY = LifeStoreBug.FINALIZER_NOT_GUARDED;

    static Stream<LifeMutation> bugs() {
        return Stream.of(LifeStoreBug.values(), LifeChalkBug.values(), LifeDecisionBug.values())
                .flatMap(Arrays::<LifeMutation>stream)
                .filter(bug -> bug != BY_SCRIPT_ONLY);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aPlantedBugIsFound(LifeMutation bug) {
        var found = LongStream.range(0, LIVES)
                .parallel()
                .mapToObj(seed -> Lives.broken(seed, bug))
                .flatMap(Optional::stream)
                .findAny();

        assertThat(found).as("what breaks because of " + bug).isPresent();
    }
}
