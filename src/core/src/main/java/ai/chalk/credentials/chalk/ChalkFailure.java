// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Duration;
import java.util.Optional;

/**
 * One failed call.
 *
 * @param message for people: what was asked of whom, what came back, what to do; never a response body, header or secret
 * @param doubtful whether the change may have been made all the same (a timeout, a cut connection, a 5xx after the request
 *     was sent): whoever asked for it must neither repeat nor undo it blindly
 * @param retryAfter how long Chalk asks the whole connection to wait
 */
public record ChalkFailure(ChalkFailureKind kind, String message, boolean doubtful, Optional<Duration> retryAfter) {

    /** A failure after which it is certain that nothing was changed. */
    public static ChalkFailure definite(ChalkFailureKind kind, String message) {
        return new ChalkFailure(kind, message, false, Optional.empty());
    }

    /** A failure after which the change may or may not have been made. */
    public static ChalkFailure doubtful(ChalkFailureKind kind, String message) {
        return new ChalkFailure(kind, message, true, Optional.empty());
    }
}
