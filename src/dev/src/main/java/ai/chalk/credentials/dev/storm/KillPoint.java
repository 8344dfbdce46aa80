// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.check.NotSeenException;
import ai.chalk.credentials.dev.quickstart.OperatorChild;
import ai.chalk.credentials.dev.quickstart.Pause;
import java.time.Duration;
import java.util.Random;
import java.util.function.IntSupplier;

/** When an operator is killed: shortly after an observed event, or at a random time after its start. */
final class KillPoint {

    /** The event after which the operator is killed. */
    private enum After {
        START,
        CREATION,
        PUBLICATION,
        REVOCATION
    }

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int MOST_EVENTS = 5;
    private static final int MOMENT_MILLIS = 200;
    /** About the time from a start to the first act. */
    private static final int START_MILLIS = 5000;

    private final StormEnvironment world;
    private final FaultSchedule faults;
    private final Random random;

    KillPoint(StormEnvironment world, FaultSchedule faults, Random random) {
        this.world = world;
        this.faults = faults;
        this.random = random;
    }

    /** Returns when the operator must be killed. */
    void await(OperatorChild operator) {
        var after = After.values()[random.nextInt(After.values().length)];
        switch (after) {
            case START -> Pause.of(Duration.ofMillis(random.nextInt(START_MILLIS)));
            case CREATION -> await(operator, faults::created, "creations");
            case PUBLICATION -> await(operator, world.publications::count, "publications");
            case REVOCATION -> await(operator, faults::revoked, "revocations");
        }
        if (!operator.isAlive()) {
            throw new NotSeenException("the operator exited unexpectedly; its log ends with\n" + operator.tail());
        }
    }

    private void await(OperatorChild operator, IntSupplier count, String what) {
        int fatal = count.getAsInt() + 1 + random.nextInt(MOST_EVENTS);
        operator.await(what, LIMIT, () -> count.getAsInt() >= fatal);
        Pause.of(Duration.ofMillis(random.nextInt(MOMENT_MILLIS)));
    }
}
