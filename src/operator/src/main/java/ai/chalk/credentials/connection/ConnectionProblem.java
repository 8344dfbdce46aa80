// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a connection cannot be used now.
 *
 * @param message for users: which field or object, which value, what to do; never a secret, and always the same text
 * for the same problem, because each change is written to the status
 * @param retryAfter how long Chalk asked to wait
 */
record ConnectionProblem(ConnectionReason reason, String message, Optional<Duration> retryAfter) {

    static ConnectionProblem of(ConnectionReason reason, String message) {
        return new ConnectionProblem(reason, message, Optional.empty());
    }
}
