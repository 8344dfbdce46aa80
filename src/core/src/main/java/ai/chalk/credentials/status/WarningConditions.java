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
 * Conditions beside Ready that are there only while somebody should know: rotation is late, a revocation waits for long, a
 * rollout is stuck, a schedule never fires.
 *
 * @param working whether a token is being issued at this moment
 * @param obstacle what stands in the way of the step that would be next
 */
record WarningConditions(StatusDraft draft, Observation seen, boolean working, Optional<Obstacle> obstacle) {

    /** A revocation that has waited for less is ordinary: pods are replaced when they are replaced. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    void addTo(ConditionList conditions) {
        overdue()
                .ifPresent(message ->
                        conditions.set(ConditionType.ROTATION_OVERDUE, ConditionStatus.TRUE, "NotRotated", message));
        blocked()
                .ifPresent(message ->
                        conditions.set(ConditionType.REVOCATION_BLOCKED, ConditionStatus.TRUE, "InUse", message));
        neverFires()
                .ifPresent(message -> conditions.set(
                        ConditionType.SCHEDULE_NEVER_FIRES, ConditionStatus.TRUE, "NoSuchTime", message));
        stuck().ifPresent(message ->
                conditions.set(ConditionType.ROLLOUT_FAILED, ConditionStatus.TRUE, "RolloutStuck", message));
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

    /** Only a schedule that can be read; one that cannot is Stalled. */
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
