// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.ChalkFailure;
import java.time.Duration;
import java.util.Optional;

/** How a step ended. Expected failures are values, because they are recorded in the status and outlive the process. */
public sealed interface Outcome {

    /** There was nothing to do. */
    record Nothing() implements Outcome {}

    /** It is done, and the status must record it. */
    record Done() implements Outcome {}

    /** The Secret is written: the commit point. The next reconciliation records the token. */
    record Published() implements Outcome {}

    /** Another writer was faster: nothing is recorded, and the next reconciliation decides again. */
    record Fenced() implements Outcome {}

    /**
     * It failed.
     *
     * @param trace what an attempt may have left in Chalk
     */
    record Failed(FailureReason reason, String message, Optional<Duration> retryAfter, Trace trace) implements Outcome {

        /** A call to Chalk failed. If its effect is in doubt, the attempt stays open. */
        public static Failed of(ChalkFailure failure) {
            return new Failed(
                    FailureReason.of(failure.kind()),
                    failure.message(),
                    failure.retryAfter(),
                    failure.doubtful() ? Trace.OPEN : Trace.NONE);
        }

        /** Any other failure, which leaves nothing in Chalk. */
        public static Failed of(FailureReason reason, String message) {
            return new Failed(reason, message, Optional.empty(), Trace.NONE);
        }

        /** The same failure with that trace. */
        public Failed leaving(Trace left) {
            return new Failed(reason, message, retryAfter, left);
        }
    }

    /** What a failed attempt may have left in Chalk. */
    enum Trace {
        /** No token was created: the attempt does not count towards the issue limit. */
        NONE,
        /** The created token is revoked again. It counts, so that a Chalk that accepts no token is not asked without end. */
        UNDONE,
        /** A token may exist: the attempt must be taken over, and its strays swept. */
        OPEN
    }
}
