// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.Duration;

/**
 * A token bucket that refills {@code perSecond} times a second and holds as many. Kept as the one moment at which it will be
 * full again, so that a caller learns at once how long it would have to wait.
 */
final class RateLimiter {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Duration interval;
    private final Duration burst;
    private Duration fullAt = Duration.ofNanos(Long.MIN_VALUE);

    RateLimiter(int perSecond) {
        interval = SECOND.dividedBy(perSecond);
        burst = SECOND.minus(interval);
    }

    /** The wait after which a request may be sent; its place is taken unless the wait is longer than {@code longest}. */
    synchronized Duration reserve(Duration now, Duration longest) {
        var from = fullAt.compareTo(now) > 0 ? fullAt : now;
        var wait = from.minus(burst).minus(now);
        if (wait.compareTo(longest) <= 0) {
            fullAt = from.plus(interval);
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
