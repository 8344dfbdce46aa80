// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a connection cannot be used now.
 *
 * @param message for people: which field or object, which value, what to do; never a secret, and the same words for the same
 *     problem, as each change is written to the status
 * @param retryAfter how long Chalk asked to wait
 */
record Problem(ConnectionReason reason, String message, Optional<Duration> retryAfter) {

    static Problem of(ConnectionReason reason, String message) {
        return new Problem(reason, message, Optional.empty());
    }
}
