// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.time.Duration;
import java.util.Objects;

/**
 * When a connection is looked at again. The jitter is a hash and no random number, so that the same pass always decides the
 * same, and connections that failed together do not come back together.
 */
final class RetryPace {

    /** How often a connection in good health is checked, and one is probed that waits for a human. */
    static final Duration PROBE = Duration.ofMinutes(10);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);
    private static final int DOUBLINGS = 9;

    private RetryPace() {}

    /**
     * How long to wait after a failure.
     *
     * @param count of failures in a row, at least 1
     */
    static Duration after(Problem problem, int count, ConnectionKey key) {
        if (!problem.reason().isTransient()) {
            return spread(PROBE, key, 0);
        }
        var doubled = FIRST.multipliedBy(1L << Math.min(count - 1, DOUBLINGS));
        var own = spread(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled, key, count);
        var asked = problem.retryAfter().filter(wait -> wait.compareTo(own) > 0).orElse(own);
        return asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked;
    }

    /** How long a connection in good health is left alone. */
    static Duration healthy(ConnectionKey key) {
        return spread(PROBE, key, 0);
    }

    /** Between three quarters and all of it, and never less than a second. */
    private static Duration spread(Duration whole, ConnectionKey key, int salt) {
        long quarter = whole.toMillis() / 4;
        long off = Math.floorMod(Objects.hash(key.toString(), salt) * 31L, quarter + 1);
        var spread = whole.minusMillis(off);
        return spread.compareTo(FIRST) < 0 ? FIRST : spread;
    }
}
