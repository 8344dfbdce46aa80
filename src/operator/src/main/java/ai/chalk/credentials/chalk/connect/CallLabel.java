// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;

/**
 * Names a call and its server: the beginning of every failure message.
 *
 * @param server host and port, and the proxy in front of it
 */
record CallLabel(Operation operation, String server) {

    String says(String whatHappened) {
        return operation.title() + " at " + server + " " + whatHappened;
    }

    ChalkException definite(ChalkFailureKind kind, String whatHappened) {
        return new ChalkException(ChalkFailure.definite(kind, says(whatHappened)));
    }

    /** The call may have taken effect, which matters only for operations that change something. */
    ChalkException doubtful(ChalkFailureKind kind, String whatHappened) {
        return operation.isChange()
                ? new ChalkException(ChalkFailure.doubtful(kind, says(whatHappened)))
                : definite(kind, whatHappened);
    }

    /** Restores the interrupt flag. */
    ChalkException interruptedBeforeSending() {
        Thread.currentThread().interrupt();
        return definite(UNAVAILABLE, "was not sent: the operator is stopping");
    }
}
