// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import java.io.Serial;

/** Something that the quick start promises to show did not happen. */
final class NotSeenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NotSeenException(String message) {
        super(message);
    }
}
