// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import ai.chalk.credentials.check.NotSeenException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what an operator does on its own, while the operator lives. */
public final class Patience {

    private final OperatorChild operator;
    private final Duration limit;

    public Patience(OperatorChild operator, Duration limit) {
        this.operator = operator;
        this.limit = limit;
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @param pause between two checks
     * @throws NotSeenException at the limit, or if the operator has ended
     */
    public void await(String what, Duration pause, BooleanSupplier seen) {
        long end = System.nanoTime() + limit.toNanos();
        while (!seen.getAsBoolean()) {
            if (!operator.isAlive()) {
                throw notSeen("the operator exited unexpectedly while waiting for " + what);
            }
            if (System.nanoTime() - end > 0) {
                throw notSeen("timed out after " + limit.toSeconds() + " s waiting for " + what);
            }
            sleep(pause);
        }
    }

    private NotSeenException notSeen(String message) {
        return new NotSeenException(message + "; its log ends with\n" + operator.tail());
    }

    public static void sleep(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeenException("interrupted");
        }
    }
}
