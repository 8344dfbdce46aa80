// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** The kinds of failed calls to Chalk, by what can be done about them. */
public enum ChalkFailureKind {
    /** No response, or a response that asks to try later: timeout, reset, refused connection, 5xx. Retried. */
    UNAVAILABLE(true),
    /** Too many requests: the whole connection waits. Retried. */
    THROTTLED(true),
    /** Not sent, because the connection's own limits left no capacity. Retried. */
    BUSY(true),
    /** A response that no Chalk API server gives: HTML, truncated JSON, 50 MB. Most likely it comes from a proxy. */
    UNINTELLIGIBLE(true),
    /** Chalk does not accept the client id and secret of the call. */
    UNAUTHENTICATED(false),
    /** Chalk knows the caller, but does not permit the call. */
    PERMISSION_DENIED(false),
    /** The call names something that does not exist. */
    NOT_FOUND(false),
    /** Chalk understood the request and refuses it. */
    REJECTED(false);

    private final boolean passing;

    ChalkFailureKind(boolean passing) {
        this.passing = passing;
    }

    /** Whether a retry can succeed. Otherwise a person must act. */
    public boolean isPassing() {
        return passing;
    }
}
