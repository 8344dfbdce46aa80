// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.status;

import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.credential.decision.Decider;
import ai.chalk.credentials.credential.decision.FailureReason;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.credential.decision.Observation;
import ai.chalk.credentials.credential.decision.Outcome;
import ai.chalk.credentials.credential.decision.Pauses;
import ai.chalk.credentials.credential.decision.Step;
import ai.chalk.credentials.schedule.Excerpt;
import ai.chalk.credentials.schedule.RetryDelay;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a failed step waits, and which others go on waiting. The memory is in the status: a restart forgets nothing. */
final class Backoff {

    /** Whoever may write statuses may write any count; none may keep a pass from ending. */
    private static final int MOST_COUNTED = 1_000_000;

    private Backoff() {}

    /** The failure to be recorded. Its jitter is a hash, so that deciding twice gives the same instant. */
    static Failure next(Observation seen, Step step, Outcome.Failed failed) {
        var last = Optional.ofNullable(seen.status().failure());
        boolean sameSpec = Long.valueOf(seen.generation()).equals(seen.status().observedGeneration());
        int before = last.filter(failure -> sameSpec).map(Failure::count).orElse(0);
        int count = Math.min(Math.max(before, 0), MOST_COUNTED - 1) + 1;
        return new Failure(
                count,
                failed.reason().word(),
                Excerpt.of(failed.message()),
                seen.now(),
                seen.now().plus(delay(seen, failed, count)),
                step.word(),
                Lists.orAbsent(Pauses.beside(seen, step)));
    }

    /** The usual delay after what Chalk asks for; whole seconds. */
    private static Duration delay(Observation seen, Outcome.Failed failed, int count) {
        if (failed.reason() == FailureReason.SECRET_NOT_GENUINE) {
            return Duration.ZERO;
        }
        if (!failed.reason().isPassing()) {
            return Decider.PROBE;
        }
        return RetryDelay.after(count, seen.id().uid())
                .plus(failed.retryAfter().orElse(Duration.ZERO))
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
