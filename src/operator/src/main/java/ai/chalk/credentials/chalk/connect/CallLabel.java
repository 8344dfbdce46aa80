// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;

/**
 * Which call, to whom: how every message about a failure begins.
 *
 * @param server host and port, and the proxy on the way there
 */
record CallLabel(Operation operation, String server) {

    String says(String whatHappened) {
        return operation.title() + " at " + server + " " + whatHappened;
    }

    ChalkException definite(ChalkFailureKind kind, String whatHappened) {
        return new ChalkException(ChalkFailure.definite(kind, says(whatHappened)));
    }

    /** The call may have been carried out, which matters only where it changes anything. */
    ChalkException doubtful(ChalkFailureKind kind, String whatHappened) {
        return operation.isChange()
                ? new ChalkException(ChalkFailure.doubtful(kind, says(whatHappened)))
                : definite(kind, whatHappened);
    }

    /** Keeps the interruption for the caller to see. */
    ChalkException interruptedBeforeSending() {
        Thread.currentThread().interrupt();
        return definite(UNAVAILABLE, "was not sent: the operator is stopping");
    }
}
