// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what an operator does by itself. The one place in the tests that waits, with the one limit. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What must come true; any exception but an {@link AssertionError} ends the waiting. */
    @FunctionalInterface
    public interface Check {

        void run() throws Exception;
    }

    private Eventually() {}

    /** Returns as soon as the check passes; fails with its last error. */
    public static void eventually(Check check) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
