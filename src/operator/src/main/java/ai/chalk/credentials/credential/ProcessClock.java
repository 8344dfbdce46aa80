// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The time of this process, and how a thread lets some of it pass. */
public interface ProcessClock extends InstantSource {

    /** Returns once that time has passed, or when the process ends. */
    void sleep(Duration length);

    /** The time of that clock; a thread really sleeps. */
    static ProcessClock of(InstantSource clock) {
        return new ProcessClock() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            /** Interrupted when the process ends: the step then comes to its end without waiting. */
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
