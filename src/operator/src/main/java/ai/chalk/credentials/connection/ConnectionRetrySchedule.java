// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.common.ExponentialBackoff;
import ai.chalk.credentials.common.Spread;
import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Duration;

/** When a connection is looked at again; the same for the same pass, so that deciding twice gives the same instant. */
final class ConnectionRetrySchedule {

    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(1);

    private ConnectionRetrySchedule() {}

    /**
     * How long to wait after a failure.
     *
     * @param count of failures in a row, at least 1
     */
    static Duration after(ConnectionProblem problem, int count, ConnectionKey key) {
        if (!problem.reason().isPassing()) {
            return healthy(key);
        }
        var own = ExponentialBackoff.after(count, key.toString());
        var asked = problem.retryAfter().filter(wait -> wait.compareTo(own) > 0).orElse(own);
        return asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked;
    }

    /** How long a connection in good health is left alone: between three quarters and all of the usual probe. */
    static Duration healthy(ConnectionKey key) {
        return ExponentialBackoff.PROBE.minus(Spread.offset(key.toString(), ExponentialBackoff.PROBE.dividedBy(4)));
    }
}
