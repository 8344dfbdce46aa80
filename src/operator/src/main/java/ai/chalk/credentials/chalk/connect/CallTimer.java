// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import java.time.Duration;
import java.util.Optional;

/** Measures how long calls take. */
record CallTimer(MonotonicTime time, CallListener listener) {

    /** A call to Chalk. */
    interface Work<R> {
        R run() throws ChalkException;
    }

    <R> R measure(Operation operation, Work<R> work) throws ChalkException {
        var start = time.elapsed();
        try {
            var result = work.run();
            tell(operation, Optional.empty(), start);
            return result;
        } catch (ChalkException e) {
            tell(operation, Optional.of(e.failure().kind()), start);
            throw e;
        }
    }

    private void tell(Operation operation, Optional<ChalkFailureKind> failure, Duration start) {
        listener.ended(operation.procedure(), failure, time.elapsed().minus(start));
    }
}
