// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.time.Duration;

/**
 * How long whatever failed is left alone. The jitter is a hash and no random number, so that deciding twice gives the same
 * instant, and what failed together does not come back together.
 */
public final class ExponentialBackoff {

    /** How often something is looked at again that waits for a human, in case nobody tells us that he has acted. */
    public static final Duration PROBE = Duration.ofMinutes(10);

    private static final long LONGEST_SECONDS = 300;
    private static final int DOUBLINGS = 9;

    private ExponentialBackoff() {}

    /**
     * Between half and all of 1, 2, 4 … 300 seconds; whole seconds, and never none.
     *
     * @param count of failures in a row; anything below 1 counts as the first, as whoever may write statuses may write any
     * @param seed what tells one object from another
     */
    public static Duration after(int count, String seed) {
        int doublings = Math.min(Math.max(count, 1) - 1, DOUBLINGS);
        long seconds = Math.min(LONGEST_SECONDS, 1L << doublings);
        return Duration.ofSeconds(seconds - seconds / 2)
                .plus(Spread.offset(seed + count, Duration.ofSeconds(seconds / 2 + 1)));
    }
}
