// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.storm.Storm;
import ai.chalk.credentials.dev.storm.StormOptions;
import ai.chalk.credentials.testing.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short version of {@code ./dev storm}. */
@Tag("full")
class StormIT {

    private static final String SEED = "chalk.storm.seed";
    private static final int KILLS = 8;
    private static final int CREDENTIALS = 12;

    /** Random kill times for each run. A failure names the seed, which {@code -Dchalk.storm.seed} repeats. */
    private final long seed = Long.getLong(SEED, System.nanoTime());

    @Test
    void anOperatorThatIsKilledDuringRotationsLosesNothingAndLeavesNothing() throws Exception {
        say("moments of -D" + SEED + "=" + seed);
        var options = new StormOptions(KILLS, CREDENTIALS, seed);
        try (var storm = Storm.prepare(SharedCluster.get().cluster(), options, StormIT::say)) {
            var report = storm.run();

            assertThat(report.breaches()).isEmpty();
            assertThat(report.published()).as("rotations").isGreaterThan(CREDENTIALS);
            assertThat(report.interrupted())
                    .as("tokens that a killed operator did not publish; without any, the storm tested little")
                    .isPositive();
        }
    }

    private static void say(String text) {
        System.out.println("StormIT: " + text);
    }
}
