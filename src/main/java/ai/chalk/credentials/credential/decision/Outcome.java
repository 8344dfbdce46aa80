// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.chalk.ChalkFailure;
import java.time.Duration;
import java.util.Optional;

/** How a step ended. Expected failures are values, as their memory belongs into the status and outlives the process. */
public sealed interface Outcome {

    /** There was nothing to do. */
    record Nothing() implements Outcome {}

    /** It is done, and the status is to say so. */
    record Done() implements Outcome {}

    /** The Secret is written: the commit point. The next pass adopts it. */
    record Published() implements Outcome {}

    /** Somebody else has written in between: nothing is recorded, the next pass decides anew. */
    record Fenced() implements Outcome {}

    /**
     * It failed.
     *
     * @param attemptOver nothing that the attempt created is left, and nothing of it is under way: it need not be taken over
     */
    record Failed(FailureReason reason, String message, Optional<Duration> retryAfter, boolean attemptOver)
            implements Outcome {

        /** A call to Chalk failed; in doubt the attempt stays open. */
        public static Failed of(ChalkFailure failure) {
            return new Failed(
                    FailureReason.of(failure.kind()), failure.message(), failure.retryAfter(), !failure.doubtful());
        }

        /** Anything else, after which nothing is left. */
        public static Failed of(FailureReason reason, String message) {
            return new Failed(reason, message, Optional.empty(), true);
        }

        /** The same, with the attempt left open: something of it may be left in Chalk. */
        public Failed leavingAttemptOpen() {
            return new Failed(reason, message, retryAfter, false);
        }
    }
}
