// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.kubernetes.WriteResult;
import java.time.Duration;
import java.util.Optional;

/** After how long the next reconciliation runs if no event triggers it earlier. */
public final class RequeueIntervals {

    /**
     * The longest interval between two reconciliations, so that the operator notices a changed clock or a laptop that
     * slept. A reconciliation without a step costs almost nothing.
     */
    public static final Duration LONGEST_REST = Duration.ofMinutes(15);
    /**
     * For a reconciliation that waits for a permit or a first check of its connection: a fallback if the event that
     * ends the wait is lost.
     */
    public static final Duration WAIT_FOR_TURN = Duration.ofSeconds(15);
    /** Another writer was faster: its change arrives in the cache within this time. */
    static final Duration AFTER_CONFLICT = Duration.ofMillis(100);

    private RequeueIntervals() {}

    /** Limits a wait to the longest interval. */
    public static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST_REST) < 0 ? wait : LONGEST_REST;
    }

    /** The interval after a conflict, which is normal and not reported; empty after any other result. */
    public static Optional<Duration> afterConflict(WriteResult<?> written) {
        return written.result() == WriteResult.Result.CONFLICT ? Optional.of(AFTER_CONFLICT) : Optional.empty();
    }
}
