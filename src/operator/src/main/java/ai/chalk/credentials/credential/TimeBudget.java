// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Limits how long one reconciliation spends on many calls: with a slow Chalk it would otherwise run until it looks
 * stuck. The next reconciliation does the rest.
 */
public final class TimeBudget {

    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Instant end;

    /** Starts the budget now. */
    public TimeBudget(InstantSource clock) {
        this.clock = clock;
        this.end = clock.instant().plus(LENGTH);
    }

    /** Whether the time is used up and no further call should begin. */
    public boolean isReached() {
        return !clock.instant().isBefore(end);
    }
}
