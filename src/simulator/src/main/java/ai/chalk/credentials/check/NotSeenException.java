// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.check;

import java.io.Serial;

/** An expected event did not happen in time. */
public final class NotSeenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public NotSeenException(String message) {
        super(message);
    }

    public NotSeenException(String message, Throwable cause) {
        super(message, cause);
    }
}
