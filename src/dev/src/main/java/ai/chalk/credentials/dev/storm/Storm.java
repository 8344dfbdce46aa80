// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.quickstart.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Kills the operator repeatedly during rotations, with a real API server and a Chalk with faults. In the end,
 * everything must be as if the operator had never been killed.
 */
public final class Storm implements AutoCloseable {

    private static final int PROGRESS = 10;
    /**
     * Every fiftieth life is long enough for what takes a minute: an interval, and the search for a token that is not
     * listed.
     */
    private static final int LONG_LIFE = 50;

    private static final Duration A_LIFE = Duration.ofSeconds(75);

    private final StormEnvironment world;
    private final StormOptions options;
    private final Consumer<String> progress;
    private final LiveTokenCheck alive;
    private final FaultSchedule faults;
    private final CrashWindows windows;
    private final Random random;

    private Storm(StormEnvironment world, StormOptions options, Consumer<String> progress) {
        this.world = world;
        this.options = options;
        this.progress = progress;
        this.alive = new LiveTokenCheck(world);
        this.faults = new FaultSchedule(world.chalk.faults(), alive::look, options.seed() + 2);
        this.windows = new CrashWindows(world);
        this.random = new Random(options.seed());
    }

    /**
     * Creates the credentials while no operator runs.
     *
     * @param cluster with the manifests installed and without an operator; it can hold only one storm
     * @param progress receives the progress
     */
    public static Storm prepare(EmbeddedCluster cluster, StormOptions options, Consumer<String> progress)
            throws IOException {
        return new Storm(new StormEnvironment(cluster, options.credentials()), options, progress);
    }

    /**
     * Takes some seconds for each life.
     *
     * @throws NotSeenException if an operator exits unexpectedly, or does nothing for minutes
     */
    public StormReport run() {
        long start = System.nanoTime();
        var death = new KillPoint(world, faults, random);
        var user = StormUser.start(world, alive, options.credentials(), options.seed() + 1);
        faults.blow();
        try (user) {
            for (int kill = 1; kill <= options.kills(); kill++) {
                liveAndDie(death, kill % LONG_LIFE == 0);
                if (kill % PROGRESS == 0) {
                    tell(kill, start);
                }
            }
        }
        return calm(user, Duration.ofNanos(System.nanoTime() - start));
    }

    private void liveAndDie(KillPoint death, boolean longLife) {
        faults.worsen(random);
        try (var operator = world.startOperator()) {
            if (longLife) {
                Pause.of(A_LIFE);
            }
            death.await(operator);
            operator.kill9();
        }
        alive.look();
        windows.look();
    }

    private void tell(int kill, long start) {
        progress.accept("%d s: %d kills, %d tokens created, %d of them published, %d revoked"
                .formatted(
                        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                        kill,
                        faults.created(),
                        world.publications.count(),
                        faults.revoked()));
    }

    private StormReport calm(StormUser user, Duration storm) {
        progress.accept("the storm is over; rotations are suspended, and the operator starts once more");
        long start = System.nanoTime();
        var calm = new FinalAudit(world);
        faults.calm();
        calm.suspend(options.credentials());
        try (var operator = world.startOperator()) {
            calm.await(operator);
            return report(calm, user, storm, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private StormReport report(FinalAudit calm, StormUser user, Duration storm, Duration toRest) {
        alive.look();
        return new StormReport(
                options,
                breaches(calm),
                calm.attempts(),
                faults.created(),
                world.publications.count(),
                alive.mostCounted(),
                alive.mostAtAll(),
                windows.found(),
                user.done(),
                storm,
                toRest);
    }

    private List<String> breaches(FinalAudit calm) {
        var breaches = new ArrayList<>(alive.breaches());
        breaches.addAll(calm.breaches());
        if (world.publications.hasEnded()) {
            breaches.add("the watch of Secrets ended, so not all publications are known");
        }
        return breaches;
    }

    /** Keeps the namespace and its content. */
    @Override
    public void close() {
        world.close();
    }
}
