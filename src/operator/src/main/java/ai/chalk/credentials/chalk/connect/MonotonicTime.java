// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Time that never jumps, for rate limits: a corrected wall clock must not close a connection for hours. */
interface MonotonicTime extends TimeMeter, BlockingStrategy {

    /** The time since some fixed moment. */
    Duration elapsed();

    /** Blocks this thread. */
    void pause(Duration length) throws InterruptedException;

    @Override
    default long currentTimeNanos() {
        return elapsed().toNanos();
    }

    @Override
    default boolean isWallClockBased() {
        return false;
    }

    @Override
    default void park(long nanos) throws InterruptedException {
        pause(Duration.ofNanos(nanos));
    }

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
