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
 * Which steps wait after failures, and until when (ADR 0013). Each step that failed waits by itself, so that one that goes on
 * failing keeps none of the others from its turn; they wait together only where the way to Chalk failed, which they share.
 *
 * @param byStep until when, by the word of the step
 * @param unnamed until when whatever calls Chalk waits, as a version that named no step wrote the failure
 * @param away through which connection nothing is asked of Chalk, and until when
 */
public record StepBackoffs(
        Map<String, Instant> byStep, Optional<Instant> unnamed, Map<PinnedConnection, Instant> away) {

    private static final StepBackoffs NONE = new StepBackoffs(Map.of(), Optional.empty(), Map.of());

    public StepBackoffs {
        byStep = Map.copyOf(byStep);
        away = Map.copyOf(away);
    }

    /**
     * Those that are not over yet; a change of spec or connection ends them all, as it may have been what was missing. A failure
     * that is yet to come was noted by a clock that was ahead and has been set right: it counts for nothing.
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

    /** The same, where one of these steps has found that its connection leads nowhere: no other tries that meanwhile. */
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

    /** Until when that step waits; empty where it may be carried out. */
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

    /** Those of other steps that go on when this one fails. */
    public static List<PausedStep> beside(Observation seen, Step failed) {
        return of(seen).byStep().entrySet().stream()
                .filter(paused -> !paused.getKey().equals(failed.word()))
                .map(paused -> new PausedStep(paused.getKey(), paused.getValue()))
                .sorted((one, other) -> one.step().compareTo(other.step()))
                .toList();
    }

    /** What is left of a failure once that step has succeeded: nothing, or that of another step. */
    public static Optional<Failure> after(Optional<Failure> failure, Step done) {
        return failure.filter(last -> last.step() != null && !last.step().equals(done.word()))
                .map(last -> last.withPaused(last.paused().stream()
                        .filter(paused -> !paused.step().equals(done.word()))
                        .toList()));
    }

    /** Whether the last attempt at that step failed at {@code since} or later, as far as the status tells. */
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
