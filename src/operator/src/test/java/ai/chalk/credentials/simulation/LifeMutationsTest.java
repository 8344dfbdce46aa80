// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.credential.CredentialReconciliation;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves that the lives find bugs: each bug that is planted between the operator and its environment breaks a promise
 * in one of them.
 */
class LifeMutationsTest {

    private static final long LIVES = 3_000;

    @BeforeAll
    static void beQuiet() {
        Logger.getLogger(CredentialReconciliation.class.getName()).setLevel(Level.SEVERE);
    }

    private static Stream<LifeMutation> all() {
        return Stream.of(LifeStoreBug.values(), LifeChalkBug.values(), LifeDecisionBug.values())
                .flatMap(Arrays::<LifeMutation>stream);
    }

    static Stream<LifeMutation> bugs() {
        return all().filter(bug -> !bug.breaks().isEmpty());
    }

    /** Some bugs need a sequence of events so special that random lives hardly ever contain it. */
    @Test
    void whatChanceDoesNotFindIsToldByAStory() {
        var told = Arrays.stream(LifeCounterExample.values())
                .map(story -> story.bug)
                .toList();

        assertThat(all().filter(bug -> bug.breaks().isEmpty())).isSubsetOf(told);
    }

    /** Otherwise a check could be removed without any test failing. */
    @Test
    void everyPromiseIsBrokenBySomeBug() {
        var byChance = all().flatMap(bug -> bug.breaks().stream());
        var byStory = Arrays.stream(LifeCounterExample.values()).map(story -> story.broken);

        assertThat(Stream.concat(byChance, byStory)).contains(LifePromise.values());
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void aPlantedBugIsFound(LifeMutation bug) {
        var found = LongStream.range(0, LIVES)
                .parallel()
                .mapToObj(seed -> Lives.broken(seed, bug))
                .flatMap(Optional::stream)
                .filter(violation -> bug.breaks().contains(violation.promise))
                .findAny();

        assertThat(found).as("%s breaks one of %s", bug, bug.breaks()).isPresent();
    }
}
