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
            "Kills the operator with -9 in the midst of rotations, and then checks that every Secret opens Chalk, that no token",
            "is without an owner, and that never more than two published tokens of a credential were alive.",
            "200 kills take 20 to 30 minutes. Exit code 0 only if all held."
        })
public final class StormCommand implements Callable<Integer> {

    @Option(names = "--kills", defaultValue = "200", description = "default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(names = "--credentials", defaultValue = "50", description = "default: ${DEFAULT-VALUE}")
    private int credentials;

    @Option(names = "--seed", description = "default: a random one, which is printed")
    private long seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

    @Override
    public Integer call() {
        return run(new StormOptions(kills, credentials, seed), new Screen(System.out));
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
