// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.io.Serial;

/**
 * Carries a {@link ChalkFailure} out of the port. Checked, because a failing Chalk is an ordinary event that every caller
 * must have an answer to; without stack trace or cause, because a cause could carry what must not be logged.
 */
public final class ChalkException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient ChalkFailure failure;

    /** Wraps what the adapter has already translated. */
    public ChalkException(ChalkFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public ChalkFailure failure() {
        return failure;
    }
}
