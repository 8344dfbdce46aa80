// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.kubernetes.WriteResult;
import java.time.Duration;
import java.util.Optional;

/** When the next pass comes, where nothing more urgent is known. */
public final class RequeueIntervals {

    /** A rest is no longer than this, so that a clock that was set, or a laptop that slept, is noticed. Passes are free. */
    public static final Duration LONGEST_REST = Duration.ofMinutes(15);
    /** If no event comes when it is our turn. */
    public static final Duration WAIT_FOR_TURN = Duration.ofSeconds(15);
    /** Somebody else was faster: the cache will have it in a moment. */
    static final Duration AFTER_CONFLICT = Duration.ofMillis(100);

    private RequeueIntervals() {}

    /** That wait, unless it is too long. */
    public static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST_REST) < 0 ? wait : LONGEST_REST;
    }

    /** After a conflict, which is no trouble; empty after anything else. */
    public static Optional<Duration> afterConflict(WriteResult<?> written) {
        return written.result() == WriteResult.Result.CONFLICT ? Optional.of(AFTER_CONFLICT) : Optional.empty();
    }
}
