// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Duration;
import java.util.Optional;

/**
 * One failed call.
 *
 * @param message for users: the request and its recipient, the response, and what to do; never a response body, a
 * header or a secret
 * @param doubtful whether Chalk may have made the change nevertheless (a timeout, a lost connection, a 5xx after the
 * request was sent): the caller must neither repeat nor undo it blindly
 * @param retryAfter how long Chalk asks the whole connection to wait
 */
public record ChalkFailure(ChalkFailureKind kind, String message, boolean doubtful, Optional<Duration> retryAfter) {

    /** A failure that certainly changed nothing. */
    public static ChalkFailure definite(ChalkFailureKind kind, String message) {
        return new ChalkFailure(kind, message, false, Optional.empty());
    }

    /** A failure that may have changed something. */
    public static ChalkFailure doubtful(ChalkFailureKind kind, String message) {
        return new ChalkFailure(kind, message, true, Optional.empty());
    }
}
