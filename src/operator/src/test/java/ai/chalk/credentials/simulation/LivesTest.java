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
 * Ten thousand lives, each from a seed of its own. A broken promise prints the life line by line; {@code -Dchalk.lives.seed=7}
 * lives that one alone, {@code -Dchalk.lives.count} changes how many.
 */
class LivesTest {

    private static final long COUNT = Long.getLong("chalk.lives.count", 2_000);

    /** What they log is what they announce, and told there. */
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

    /** The first in full, of the others only what is wrong and the seed. */
    private static String told(List<String> broken) {
        var others = broken.stream()
                .skip(1)
                .map(life ->
                        life.lines().findFirst().orElseThrow() + "; " + life.substring(life.lastIndexOf("replay with")))
                .collect(Collectors.joining("\n"));
        return broken.stream().findFirst().orElse("no promise is broken") + "\n" + others;
    }
}
