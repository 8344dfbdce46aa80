// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.common;

import java.time.Duration;

/**
 * How long the operator waits before it retries a failed step. The jitter is a hash and not a random number: deciding
 * twice gives the same instant, and steps that failed together are not retried together.
 */
public final class ExponentialBackoff {

    /** How often the operator checks again what waits for a person, in case no event reports the correction. */
    public static final Duration PROBE = Duration.ofMinutes(10);

    private static final long LONGEST_SECONDS = 300;
    private static final int DOUBLINGS = 9;

    /** A larger count says no more, and one that was forged must not overflow. */
    private static final int LARGEST_COUNT = 1_000_000;

    private ExponentialBackoff() {}

    /**
     * The number of consecutive failures after one more.
     *
     * @param before the number so far, as a status gives it; it may be forged
     */
    public static int count(int before) {
        return Math.min(Math.max(before, 0), LARGEST_COUNT - 1) + 1;
    }

    /**
     * Between half and all of 1, 2, 4 … 300 seconds; in whole seconds, and at least one.
     *
     * @param count number of consecutive failures; a value below 1 counts as 1, because a forged status may contain any
     * number
     * @param seed identifies the object
     */
    public static Duration after(int count, String seed) {
        int doublings = Math.min(Math.max(count, 1) - 1, DOUBLINGS);
        long seconds = Math.min(LONGEST_SECONDS, 1L << doublings);
        return Duration.ofSeconds(seconds - seconds / 2)
                .plus(Spread.offset(seed + count, Duration.ofSeconds(seconds / 2 + 1)));
    }
}
