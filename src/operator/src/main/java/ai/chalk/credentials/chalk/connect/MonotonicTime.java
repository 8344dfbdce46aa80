// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.Duration;

/** Time that never jumps, for pacing: a corrected wall clock must not close a connection for hours. */
interface MonotonicTime {

    /** How long since some fixed moment. */
    Duration elapsed();

    /** Lets this thread wait. */
    void pause(Duration length) throws InterruptedException;

    /** The time of this machine. */
    static MonotonicTime ofMachine() {
        return new MonotonicTime() {
            @Override
            public Duration elapsed() {
                return Duration.ofNanos(System.nanoTime());
            }

            @Override
            public void pause(Duration length) throws InterruptedException {
                Thread.sleep(length.toMillis(), length.toNanosPart() % 1_000_000);
            }
        };
    }
}
