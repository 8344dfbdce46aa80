// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.chalk.ChalkFailure;
import java.time.Duration;
import java.util.Optional;

/** How a step ended. Expected failures are values, as their memory belongs into the status and outlives the process. */
public sealed interface Outcome {

    /** There was nothing to do. */
    record Nothing() implements Outcome {}

    /** It is done, and the status is to say so. */
    record Done() implements Outcome {}

    /** The Secret is written: the commit point. The next pass records it. */
    record Published() implements Outcome {}

    /** Somebody else has written in between: nothing is recorded, the next pass decides anew. */
    record Fenced() implements Outcome {}

    /**
     * It failed.
     *
     * @param trace what an attempt may have left in Chalk
     */
    record Failed(FailureReason reason, String message, Optional<Duration> retryAfter, Trace trace) implements Outcome {

        /** A call to Chalk failed; in doubt the attempt stays open. */
        public static Failed of(ChalkFailure failure) {
            return new Failed(
                    FailureReason.of(failure.kind()),
                    failure.message(),
                    failure.retryAfter(),
                    failure.doubtful() ? Trace.OPEN : Trace.NONE);
        }

        /** Anything else, after which nothing is left. */
        public static Failed of(FailureReason reason, String message) {
            return new Failed(reason, message, Optional.empty(), Trace.NONE);
        }

        /** The same failure, after an attempt that left this. */
        public Failed leaving(Trace left) {
            return new Failed(reason, message, retryAfter, left);
        }
    }

    /** What a failed attempt may have left in Chalk. */
    enum Trace {
        /** Nothing was ever created: it does not count towards the issue limit. */
        NONE,
        /** What was created is revoked again: it counts, so that a Chalk that accepts nothing is not asked without end. */
        UNDONE,
        /** A token may be there: the attempt must be taken over, and its strays swept. */
        OPEN
    }
}
