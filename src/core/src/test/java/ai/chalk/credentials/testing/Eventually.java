// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what an operator does on its own. All waiting in tests is here, with the one time limit. */
public final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** The condition to wait for. Any exception except an {@link AssertionError} ends the wait. */
    @FunctionalInterface
    public interface Check {

        void run() throws Exception;
    }

    private Eventually() {}

    /** Returns when the check passes. At the time limit, fails with its last error. */
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
