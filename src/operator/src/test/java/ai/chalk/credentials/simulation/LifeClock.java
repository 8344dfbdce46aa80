// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.credential.ProcessClock;
import java.time.Duration;
import java.time.Instant;

/** The clock of a life. It advances at once when a process sleeps. */
record LifeClock(MutableClock clock) implements ProcessClock {

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public void sleep(Duration length) {
        clock.advance(length);
    }
}
