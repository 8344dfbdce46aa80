// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.FailureBuilder;
import ai.chalk.credentials.common.Excerpt;
import ai.chalk.credentials.common.ExponentialBackoff;
import ai.chalk.credentials.decision.Decider;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.StepBackoffs;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a failed step waits, and which others keep waiting. Everything is in the status, so a restart loses nothing. */
final class FailureBackoff {

    private FailureBackoff() {}

    /** The failure to record. Its jitter is a hash, so that deciding twice gives the same instant. */
    static Failure next(Observation seen, Step step, Outcome.Failed failed) {
        var last = Optional.ofNullable(seen.status().failure());
        boolean sameSpec = Long.valueOf(seen.generation()).equals(seen.status().observedGeneration());
        int before = last.filter(failure -> sameSpec).map(Failure::count).orElse(0);
        int count = ExponentialBackoff.count(before);
        return FailureBuilder.builder()
                .count(count)
                .reason(failed.reason().word())
                .message(Excerpt.of(failed.message()))
                .lastTime(seen.now())
                .nextAttemptTime(seen.now().plus(delay(seen, failed, count)))
                .step(step.word())
                .paused(StepBackoffs.beside(seen, step))
                .build();
    }

    /** The usual delay plus the time that Chalk asks for, in whole seconds. */
    private static Duration delay(Observation seen, Outcome.Failed failed, int count) {
        if (failed.reason() == FailureReason.SECRET_NOT_GENUINE) {
            return Duration.ZERO;
        }
        if (!failed.reason().isPassing()) {
            return Decider.PROBE;
        }
        return ExponentialBackoff.after(count, seen.id().uid())
                .plus(failed.retryAfter().orElse(Duration.ZERO))
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
