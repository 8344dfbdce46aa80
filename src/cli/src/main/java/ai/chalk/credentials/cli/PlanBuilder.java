// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.RevocationBlocker;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.schedule.Durations;
import ai.chalk.credentials.status.Forecast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds the plan from a forecast, without any input or output. */
final class PlanBuilder {

    private final Observation seen;
    private final Forecast forecast;
    private final Optional<Forecast> withoutEdit;
    private final List<SpecDifference> changes;

    private PlanBuilder(Observation seen, Optional<Observation> unedited, List<SpecDifference> changes) {
        this.seen = seen;
        this.forecast = Forecast.of(seen);
        this.withoutEdit = unedited.map(Forecast::of);
        this.changes = List.copyOf(changes);
    }

    /** The plan of a credential without an edit. */
    static PlanView unchanged(Observation seen) {
        return new PlanBuilder(seen, Optional.empty(), List.of()).view(false, false);
    }

    /** The plan of a new credential. */
    static PlanView creation(Observation created) {
        return new PlanBuilder(created, Optional.empty(), List.of()).view(true, true);
    }

    /** The plan of an edit. */
    static PlanView edit(Observation edited, Observation unedited, List<SpecDifference> changes) {
        return new PlanBuilder(edited, Optional.of(unedited), changes).view(false, true);
    }

    private PlanView view(boolean created, boolean edit) {
        var id = seen.id();
        return new PlanView(
                id.namespace(),
                id.name(),
                created,
                edit,
                changes,
                effects(created),
                waiting(),
                obstacle(),
                nextRotations(),
                notes(created));
    }

    private List<PlanView.Effect> effects(boolean created) {
        var texts = new EffectText(seen.effective(), seen.status(), forecast.after(), changes, seen.now());
        return forecast.steps().stream()
                .flatMap(step -> step.applyTo(texts).stream()
                        .map(effect -> new PlanView.Effect(
                                effect.type(),
                                effect.reason(),
                                effect.revision(),
                                effect.text(),
                                created || (withoutEdit.isPresent() && !happensAnyway(step)))))
                .toList();
    }

    private boolean happensAnyway(Step step) {
        return withoutEdit.stream()
                .flatMap(anyway -> anyway.steps().stream())
                .anyMatch(other ->
                        other.getClass() == step.getClass() && reason(other).equals(reason(step)));
    }

    private static Optional<IssueReason> reason(Step step) {
        return step instanceof Step.Issue issue ? Optional.of(issue.reason()) : Optional.empty();
    }

    private PlanView.@Nullable Hold waiting() {
        var predecessor = forecast.after().retiring().stream().findFirst();
        return forecast.waiting()
                .flatMap(reason -> predecessor.map(token -> waiting(reason, token)))
                .orElse(null);
    }

    private PlanView.Hold waiting(IssueReason reason, RetiringToken predecessor) {
        var message = "revision " + predecessor.revision() + " is revoked first";
        var revokeTime = predecessor.revokeTime();
        if (revokeTime.isAfter(seen.now())) {
            return new PlanView.Hold(reason.word(), message, revokeTime);
        }
        var blocker = RevocationBlocker.of(seen.withStatus(forecast.after()), predecessor);
        return new PlanView.Hold(
                reason.word(),
                message + blocker.map(found -> ": " + found.message()).orElse(""),
                null);
    }

    private PlanView.@Nullable Hold obstacle() {
        var step = forecast.last().step();
        if (step instanceof Step.Stall stall) {
            return new PlanView.Hold(
                    stall.obstacle().reason().word(), stall.obstacle().message(), stall.until());
        }
        var failure = forecast.after().failure();
        return step instanceof Step.BackOff backOff && failure != null ? failed(failure, backOff.until()) : null;
    }

    private static PlanView.Hold failed(Failure failure, Instant until) {
        return new PlanView.Hold(failure.reason(), failure.message(), until);
    }

    private List<PlanView.NextRotation> nextRotations() {
        var spec = seen.effective();
        return upcoming(forecast.after()).stream()
                .map(time -> new PlanView.NextRotation(
                        time,
                        TimeText.local(time, StatusText.zone(spec.timeZone())),
                        IssueReason.DUE.word(),
                        by(spec),
                        spread(spec),
                        !time.isAfter(seen.now())))
                .toList();
    }

    private static List<Instant> upcoming(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.rotation())
                .map(RotationStatus::upcoming)
                .orElse(List.of());
    }

    private static String by(EffectiveSpec spec) {
        return Optional.ofNullable(spec.spec().rotation())
                .map(Rotation::interval)
                .map(interval -> "interval " + interval)
                .orElseGet(() -> "schedule " + spec.expression().orElse(""));
    }

    private static String spread(EffectiveSpec spec) {
        var offset = spec.spreadOffset();
        return offset.isZero() ? "none" : (spec.interval().isPresent() ? "-" : "+") + TimeText.span(offset);
    }

    private List<String> notes(boolean created) {
        var notes = new ArrayList<String>();
        var spec = seen.effective();
        if (spec.isSuspended()) {
            notes.add("rotation is suspended (spec.rotation.suspend), by interval, schedule, trigger and request");
        } else if (!created && upcoming(forecast.after()).isEmpty() && !seen.deleting()) {
            notes.add("rotation is on demand only: neither interval nor schedule is set");
        }
        if (created && !spec.spreadWidth().isZero()) {
            notes.add("the actual times are up to " + Durations.format(spec.spreadWidth())
                    + (spec.interval().isPresent() ? " earlier" : " later")
                    + ": the spread depends on the uid of the new object");
        }
        boolean rotates = forecast.issue().isPresent();
        later(notes, rotates, "spec.rotation.overlap", "the new overlap applies from the next rotation on");
        later(notes, rotates, "spec.rolloutRestartTargets", "the restart targets apply from the next rotation on");
        times(notes, rotates);
        return List.copyOf(notes);
    }

    private void later(List<String> notes, boolean rotates, String field, String note) {
        Predicate<SpecDifference> isChanged = change -> change.isUnder(field);
        if (!rotates && changes.stream().anyMatch(isChanged)) {
            notes.add(note);
        }
    }

    private void times(List<String> notes, boolean rotates) {
        var before = withoutEdit.map(Forecast::after).map(PlanBuilder::upcoming);
        boolean differ = before.filter(times -> !times.equals(upcoming(forecast.after())))
                .isPresent();
        if (!rotates && differ) {
            notes.add("the times of the next rotations change");
        }
    }
}
