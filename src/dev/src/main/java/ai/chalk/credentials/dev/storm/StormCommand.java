// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.check.NotSeenException;
import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import ai.chalk.credentials.dev.quickstart.QuickStartEnvironment;
import ai.chalk.credentials.dev.quickstart.Screen;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./dev storm}. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Kills the operator with SIGKILL during rotations, and then checks that Chalk accepts every Secret, that no token",
            "is without an owner, and that never more than two published tokens of a credential were valid.",
            "200 kills take 20 to 30 minutes. Exit code 0 only if all checks passed."
        })
public final class StormCommand implements Callable<Integer> {

    @Option(names = "--kills", defaultValue = "200", description = "default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--credentials", defaultValue = "50", description = "default: ${DEFAULT-VALUE}")
    private int credentials;

    @Option(names = "--seed", description = "default: a random seed, which is printed")
    private long seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

    @Override
    public Integer call() {
        return run(new StormOptions(kills, credentials, seed), new Screen(System.out));
    }

    private static int run(StormOptions options, Screen screen) {
        screen.heading("Starting a cluster and a simulated Chalk");
        try (var cluster = start(screen)) {
            return storm(cluster, options, screen);
        } catch (IOException | RuntimeException e) { // Threads of the simulator would keep this JVM alive.
            screen.heading("No result: " + (e instanceof NotSeenException ? e.getMessage() : e));
            screen.note("Repeat it with --seed " + options.seed());
            return 1;
        }
    }

    private static EmbeddedCluster start(Screen screen) {
        var binaries = ClusterBinaries.find(WithoutGo.DOWNLOAD_BINARIES, screen::note);
        var cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "storm-cluster-end"));
        QuickStartEnvironment.install(cluster);
        return cluster;
    }

    private static int storm(EmbeddedCluster cluster, StormOptions options, Screen screen) throws IOException {
        try (var storm = Storm.prepare(cluster, options, screen::note)) {
            screen.heading("The operator is killed " + options.kills() + " times while " + options.credentials()
                    + " credentials rotate");
            screen.note("seed " + options.seed() + "; the log of all operators is " + StormEnvironment.LOG);
            var report = storm.run();
            screen.heading("Results");
            screen.output(report.figures());
            return conclude(report, screen);
        }
    }

    private static int conclude(StormReport report, Screen screen) {
        if (report.breaches().isEmpty()) {
            screen.heading(
                    "All checks passed: Chalk accepts every Secret, every token has an owner, and never more than two"
                            + " were valid");
            return 0;
        }
        screen.heading("Checks failed, with seed " + report.options().seed());
        report.breaches().forEach(screen::output);
        return 1;
    }
}
