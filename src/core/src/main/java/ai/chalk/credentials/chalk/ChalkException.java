// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.io.Serial;

/**
 * Carries a {@link ChalkFailure} through the port. It is checked, because a failing Chalk is an ordinary event that
 * every caller must handle. It has neither stack trace nor cause, because a cause could contain what must not be
 * logged.
 */
public final class ChalkException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient ChalkFailure failure;

    /** Wraps a failure that the adapter has already translated. */
    public ChalkException(ChalkFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public ChalkFailure failure() {
        return failure;
    }
}
