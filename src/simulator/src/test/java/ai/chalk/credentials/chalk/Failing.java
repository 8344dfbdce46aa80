// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts how calls to Chalk fail. */
final class Failing {

    private Failing() {}

    /** Nothing was changed with certainty. */
    static void assertDefinite(ChalkFailureKind kind, ThrowingCallable call) {
        assertFails(kind, false, call);
    }

    /** The change may have been made nevertheless. */
    static void assertDoubtful(ChalkFailureKind kind, ThrowingCallable call) {
        assertFails(kind, true, call);
    }

    static void assertFails(ChalkFailureKind kind, boolean doubtful, ThrowingCallable call) {
        var failure = failure(call);
        assertThat(failure.kind()).as(failure.message()).isEqualTo(kind);
        assertThat(failure.doubtful()).as("doubt about: " + failure.message()).isEqualTo(doubtful);
    }

    static ChalkFailure failure(ThrowingCallable call) {
        return catchThrowableOfType(ChalkException.class, call).failure();
    }
}
