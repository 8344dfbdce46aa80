// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** The ways in which a call to Chalk fails, by what can be done about it. */
public enum ChalkFailureKind {
    /** No answer, or one that says "later": timeout, reset, refused connection, 5xx. Tried again by itself. */
    UNAVAILABLE(true),
    /** Too many requests: the whole connection waits. Tried again by itself. */
    THROTTLED(true),
    /** Not sent: the connection's own limits leave no room for it. Tried again by itself. */
    BUSY(true),
    /** An answer that no Chalk API server gives: HTML, truncated JSON, 50 MB. A proxy stands in between, most likely. */
    UNINTELLIGIBLE(true),
    /** The client id and secret that the call was made with are not accepted. */
    UNAUTHENTICATED(false),
    /** The caller is known, and may not do this. */
    PERMISSION_DENIED(false),
    /** What the call names does not exist. */
    NOT_FOUND(false),
    /** Chalk understood the request and refuses it as it is. */
    REJECTED(false);

    private final boolean passing;

    ChalkFailureKind(boolean passing) {
        this.passing = passing;
    }

    /** Whether waiting can help; otherwise somebody must act. */
    public boolean isPassing() {
        return passing;
    }
}
