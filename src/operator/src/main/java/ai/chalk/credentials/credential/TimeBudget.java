// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long one pass goes on with what may be many: a slow Chalk would else keep it busy until it looks stuck. What is left is
 * for the next pass.
 */
public final class TimeBudget {

    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Instant end;

    /** It begins now. */
    public TimeBudget(InstantSource clock) {
        this.clock = clock;
        this.end = clock.instant().plus(LENGTH);
    }

    /** Whether no more should be begun. */
    public boolean isReached() {
        return !clock.instant().isBefore(end);
    }
}
