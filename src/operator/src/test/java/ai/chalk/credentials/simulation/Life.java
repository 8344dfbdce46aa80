// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Simulates one life of one credential, drawn from a seed: up to two processes of the operator, users, faults, and time
 * that jumps. Then the faults stop until everything is at rest. A broken promise ends the life with a {@link
 * LifeViolation}.
 */
final class Life {

    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofMinutes(20),
            Duration.ofHours(2),
            Duration.ofDays(31),
            Duration.ofMinutes(-30),
            Duration.ofHours(-5));

    final LifeWorld world;
    final LifeUser user;

    private final Random random;
    private final LifeAccidents accidents;
    private final List<LifeProcess> processes = new ArrayList<>();
    private int started;

    Life(long seed, LifeMutation mutation, boolean traced) {
        this.random = new Random(seed);
        this.world = new LifeWorld(mutation, traced);
        this.user = new LifeUser(world);
        this.accidents = new LifeAccidents(this, random);
    }

    /** Runs the life to its end, and returns the number of effects. */
    long live() {
        var judgement = new LifeJudgement(this);
        user.creates();
        startProcess();
        if (random.nextInt(3) > 0) {
            run(processes.get(0), 4);
        }
        world.fate = accidents;
        int events = 10 + random.nextInt(31);
        for (int i = 0; i < events; i++) {
            event();
        }
        world.fate = LifeFate.KIND;
        judgement.settle();
        judgement.judge();
        return world.happened();
    }

    private void event() {
        int kind = random.nextInt(20);
        if (kind < 9) {
            run(anyProcess(), 1 + random.nextInt(3));
        } else if (kind < 14) {
            accidents.userActs();
        } else if (kind < 17) {
            passTime();
        } else if (kind == 17) {
            crash(anyProcess());
        } else if (kind == 18) {
            startProcess();
        } else {
            accidents.weatherChanges();
        }
    }

    /** Runs a few reconciliations, regardless of what would trigger them. */
    void run(LifeProcess process, int passes) {
        unlessItCrashes(process, () -> {
            for (int i = 0; i < passes; i++) {
                accidents.newsArrive(process);
                process.pass(LifeWorld.NAME);
            }
        });
    }

    private void unlessItCrashes(LifeProcess process, Runnable work) {
        try {
            work.run();
        } catch (LifeFate.Crash crash) {
            crash(process);
        }
    }

    void passTime() {
        var step = STEPS.get(random.nextInt(STEPS.size()));
        world.advance(step);
        if (random.nextInt(4) > 0) {
            List.copyOf(processes).forEach(process -> unlessItCrashes(process, process::readInventory));
        }
    }

    /** Ends a process in the middle of its work, with all its memory. Another one starts if none is left. */
    private void crash(LifeProcess process) {
        processes.remove(process);
        if (processes.isEmpty()) {
            startProcess();
        }
    }

    LifeProcess startProcess() {
        if (processes.size() > 1) {
            processes.remove(0);
        }
        var process = new LifeProcess("P" + ++started, world);
        processes.add(process);
        world.trace.add(() -> process + " starts");
        return process;
    }

    LifeProcess anyProcess() {
        return processes.get(random.nextInt(processes.size()));
    }

    /** The process that is the leader at the end; the others have ended. */
    LifeProcess leader() {
        return processes.get(processes.size() - 1);
    }
}
