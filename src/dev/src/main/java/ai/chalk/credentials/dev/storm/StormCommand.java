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
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The command {@code ./storm}. */
public final class StormCommand {

    private static final String USAGE =
            """
            ./storm [--kills N] [--credentials N] [--seed S]

            Kills the operator N times (200) with -9 in the midst of the rotations of N credentials (50), and then looks
            whether every Secret opens Chalk, no token is without an owner, and never more than two published tokens of a
            credential were alive. 200 kills take 20 to 30 minutes.
            """;

    private StormCommand() {}

    /** Exit codes: 0 all held, 1 something did not, 2 wrong arguments. */
    public static void main(String[] arguments) {
        var seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        var options = StormOptions.parse(List.of(arguments), seed);
        if (options.isEmpty()) {
            System.err.print(USAGE);
            System.exit(2);
        }
        System.exit(run(options.orElseThrow(), new Screen(System.out, false)));
    }

    private static int run(StormOptions options, Screen screen) {
        screen.heading("A cluster and a simulated Chalk start");
        try (var cluster = start(screen)) {
            return storm(cluster, options, screen);
        } catch (IOException | RuntimeException e) { // threads of the simulator would keep this JVM alive
            screen.heading("It cannot be told: " + (e instanceof NotSeenException ? e.getMessage() : e));
            screen.note("Try it again with --seed " + options.seed());
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
            screen.note("seed " + options.seed() + "; all that the operators say is in " + StormEnvironment.LOG);
            var report = storm.run();
            screen.heading("What was seen");
            screen.output(report.figures());
            return conclude(report, screen);
        }
    }

    private static int conclude(StormReport report, Screen screen) {
        if (report.breaches().isEmpty()) {
            screen.heading(
                    "All held: every Secret opens Chalk, every token has an owner, never more than two were alive");
            return 0;
        }
        screen.heading("It did not hold, with seed " + report.options().seed());
        report.breaches().forEach(screen::output);
        return 1;
    }
}
