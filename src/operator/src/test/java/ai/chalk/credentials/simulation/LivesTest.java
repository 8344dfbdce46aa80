// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.credential.CredentialReconciliation;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs 2,000 random lives, 10,000 in the profile {@code full}, each from its own seed. A broken promise prints the
 * trace of the life; {@code -Dchalk.lives.seed=7} runs only that one, and {@code -Dchalk.lives.count} changes how many
 * run.
 */
class LivesTest {

    private static final long COUNT = Long.getLong("chalk.lives.count", 2_000);

    /** The log repeats the events, which are checked as texts of the life. */
    @BeforeAll
    static void beQuiet() {
        Logger.getLogger(CredentialReconciliation.class.getName()).setLevel(Level.SEVERE);
    }

    @Test
    void noLifeBreaksAPromise() {
        var only = Long.getLong("chalk.lives.seed");
        var seeds = only == null ? LongStream.range(0, COUNT) : LongStream.of(only);
        var broken = seeds.parallel()
                .mapToObj(Lives::violation)
                .flatMap(Optional::stream)
                .toList();

        assertThat(broken.size()).as(told(broken)).isZero();
    }

    /** The first violation in full; of the others only the message and the seed. */
    private static String told(List<String> broken) {
        var others = broken.stream()
                .skip(1)
                .map(life ->
                        life.lines().findFirst().orElseThrow() + "; " + life.substring(life.lastIndexOf("replay with")))
                .collect(Collectors.joining("\n"));
        return broken.stream().findFirst().orElse("no promise is broken") + "\n" + others;
    }
}
