// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.RevocationBlocker;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.WorkloadName;
import java.time.Duration;
import java.util.Optional;

/**
 * Conditions that report a problem and exist only while true, also beside Ready: an overdue rotation, a blocked revocation, a
 * stuck rollout, a schedule that never fires.
 *
 * @param working whether a token is being issued now
 * @param obstacle what blocks the next step
 */
record WarningConditions(StatusDraft draft, Observation seen, boolean working, Optional<Obstacle> obstacle) {

    /** A shorter wait is normal: pods are replaced in the course of deployments. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    void addTo(ConditionList conditions) {
        overdue()
                .ifPresent(message -> conditions.set(
                        ConditionType.ROTATION_OVERDUE, ConditionStatus.TRUE, ConditionReason.NOT_ROTATED, message));
        blocked()
                .ifPresent(message -> conditions.set(
                        ConditionType.REVOCATION_BLOCKED, ConditionStatus.TRUE, ConditionReason.IN_USE, message));
        neverFires()
                .ifPresent(message -> conditions.set(
                        ConditionType.SCHEDULE_NEVER_FIRES,
                        ConditionStatus.TRUE,
                        ConditionReason.NO_MATCHING_TIME,
                        message));
        stuck().ifPresent(message -> conditions.set(
                ConditionType.ROLLOUT_FAILED, ConditionStatus.TRUE, ConditionReason.ROLLOUT_STUCK, message));
    }

    private Optional<String> overdue() {
        var due = Optional.ofNullable(draft.current)
                .flatMap(token -> seen.effective().dueAt(token, draft.rotation, seen.now()))
                .filter(at -> !seen.now().isBefore(at));
        return working ? Optional.empty() : due.map(at -> "due since " + at + why());
    }

    private String why() {
        return obstacle.map(found -> ": " + found.message())
                .or(() -> draft.retiring.stream().findFirst().map(this::waitingFor))
                .orElse("");
    }

    private String waitingFor(RetiringToken predecessor) {
        return "; it waits until revision " + predecessor.revision() + " is revoked"
                + RevocationBlocker.of(seen, predecessor)
                        .map(wait -> ": " + wait.message())
                        .orElse("");
    }

    private Optional<String> blocked() {
        return draft.retiring.stream()
                .filter(token -> !seen.now().isBefore(token.revokeTime().plus(PATIENCE)))
                .flatMap(token ->
                        RevocationBlocker.of(seen, token)
                                .filter(wait -> wait.cause() == RevocationBlocker.Cause.IN_USE)
                                .stream())
                .map(RevocationBlocker::message)
                .findFirst();
    }

    /** Only a valid schedule; an invalid one is Stalled. */
    private Optional<String> neverFires() {
        EffectiveSpec spec = seen.effective();
        var rotation = seen.spec().rotation();
        return rotation != null
                        && rotation.schedule() != null
                        && spec.scheduleProblem().isEmpty()
                        && spec.schedule().dueAfter(seen.now()).isEmpty()
                ? Optional.of("spec.rotation.schedule \"" + rotation.schedule()
                        + "\" never fires, so nothing rotates: correct it, or remove it to rotate on demand only")
                : Optional.empty();
    }

    private Optional<String> stuck() {
        return draft.retiring.isEmpty()
                ? Optional.empty()
                : RevocationBlocker.stuckRollout(seen).or(this::missing);
    }

    private Optional<String> missing() {
        return seen.workloads().rollouts().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Rollout.Missing)
                .map(entry -> "spec.rolloutRestartTargets names " + WorkloadName.of(entry.getKey())
                        + ", which does not exist")
                .sorted()
                .findFirst();
    }
}
