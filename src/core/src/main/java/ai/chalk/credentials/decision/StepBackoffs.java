// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.PausedStep;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which steps wait after failures, and until when (ADR 0013). Each failed step waits alone, so that one that keeps failing does
 * not block the others. They wait together only if their common connection failed.
 *
 * @param byStep until when, by the word of the step
 * @param unnamed until when every step that calls Chalk waits, if a version that named no step wrote the failure
 * @param away the connection through which no step calls Chalk, and until when
 */
public record StepBackoffs(
        Map<String, Instant> byStep, Optional<Instant> unnamed, Map<PinnedConnection, Instant> away) {

    private static final StepBackoffs NONE = new StepBackoffs(Map.of(), Optional.empty(), Map.of());

    public StepBackoffs {
        byStep = Map.copyOf(byStep);
        away = Map.copyOf(away);
    }

    /**
     * The waits that are not over yet. A change of spec or connection ends them all, because it may have removed the cause. A
     * failure in the future comes from a clock that was ahead and has been corrected; it is ignored.
     */
    static StepBackoffs of(Observation seen) {
        boolean edited = !Long.valueOf(seen.generation()).equals(seen.status().observedGeneration());
        return Optional.ofNullable(seen.status().failure())
                .filter(last -> !edited && !seen.connectionSince().isAfter(last.lastTime()))
                .filter(last -> !last.lastTime().isAfter(seen.now()))
                .map(last -> of(last, seen.now()))
                .orElse(NONE);
    }

    private static StepBackoffs of(Failure last, Instant now) {
        var byStep = new HashMap<String, Instant>();
        all(last)
                .filter(paused -> now.isBefore(paused.nextAttemptTime()))
                .forEach(paused -> byStep.put(paused.step(), paused.nextAttemptTime()));
        var unnamed = Optional.of(last.nextAttemptTime()).filter(at -> last.step() == null && now.isBefore(at));
        return new StepBackoffs(byStep, unnamed, Map.of());
    }

    private static Stream<PausedStep> all(Failure failure) {
        var last = Stream.ofNullable(failure.step()).map(step -> new PausedStep(step, failure.nextAttemptTime()));
        return Stream.concat(failure.paused().stream(), last);
    }

    /** The same, with all steps of a connection waiting if the last failure was one of that connection. */
    StepBackoffs through(Observation seen, Stream<Step> due) {
        var last = Optional.ofNullable(seen.status().failure())
                .filter(failure -> FailureReason.isOfConnection(failure.reason()))
                .map(Failure::step)
                .filter(byStep::containsKey);
        return last.flatMap(word -> due.filter(step -> step.word().equals(word))
                        .flatMap(step -> step.chalk().stream())
                        .findFirst()
                        .map(place -> new StepBackoffs(byStep, unnamed, Map.of(place.connection(), byStep.get(word)))))
                .orElse(this);
    }

    /** Until when that step waits; empty if it may run now. */
    Optional<Instant> until(Step step) {
        if (!step.backsOff()) {
            return Optional.empty();
        }
        return Optional.ofNullable(byStep.get(step.word()))
                .or(() -> step.chalk().map(TokenLocation::connection).map(away::get))
                .or(() -> unnamed.filter(at -> step.chalk().isPresent()));
    }

    /** When each of them ends. */
    Stream<Instant> ends() {
        return Stream.concat(byStep.values().stream(), unnamed.stream());
    }

    /** The waits of other steps, which continue when this one fails. */
    public static List<PausedStep> beside(Observation seen, Step failed) {
        return of(seen).byStep().entrySet().stream()
                .filter(paused -> !paused.getKey().equals(failed.word()))
                .map(paused -> new PausedStep(paused.getKey(), paused.getValue()))
                .sorted((one, other) -> one.step().compareTo(other.step()))
                .toList();
    }

    /** What remains of a failure once that step has succeeded: nothing, or the failure of another step. */
    public static Optional<Failure> after(Optional<Failure> failure, Step done) {
        return failure.filter(last -> last.step() != null && !last.step().equals(done.word()))
                .map(last -> last.withPaused(last.paused().stream()
                        .filter(paused -> !paused.step().equals(done.word()))
                        .toList()));
    }

    /** Whether the last attempt of that step failed at {@code since} or later, according to the status. */
    static boolean hasFailed(Observation seen, Step step, Instant since) {
        var failure = seen.status().failure();
        if (failure == null) {
            return false;
        }
        if (failure.step() == null || failure.step().equals(step.word())) {
            return !failure.lastTime().isBefore(since);
        }
        return failure.paused().stream()
                .filter(paused -> paused.step().equals(step.word()))
                .anyMatch(paused -> !paused.nextAttemptTime().isBefore(since));
    }
}
