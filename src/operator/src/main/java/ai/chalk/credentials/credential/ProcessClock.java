// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The clock of this process, and its way to sleep. */
public interface ProcessClock extends InstantSource {

    /** Sleeps for that time, or until the process ends. */
    void sleep(Duration length);

    /** Returns a clock that reads the time from another one and really sleeps. */
    static ProcessClock of(InstantSource clock) {
        return new ProcessClock() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            /** An interrupt means that the process is ending: the step then finishes without waiting. */
            @Override
            public void sleep(Duration length) {
                try {
                    TimeUnit.NANOSECONDS.sleep(length.toNanos());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
