// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.decision.ChalkTokenState;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a credential stands, in the words of kstatus: Ready says whether the Secret is usable, whatever else is wrong;
 * Reconciling that the spec is not carried out yet; Stalled that somebody must act. The last two are there only while true.
 */
record ConditionsBuilder(Optional<IssueReason> work, Optional<Obstacle> obstacle) {

    /** A token is being issued. */
    static ConditionsBuilder working(IssueReason reason) {
        return new ConditionsBuilder(Optional.of(reason), Optional.empty());
    }

    /** The step is over; what stands in the way is what stalled it, or the failure that is remembered. */
    static ConditionsBuilder after(Step step, @Nullable Failure failure) {
        if (step instanceof Step.Stall stall) {
            return new ConditionsBuilder(Optional.empty(), Optional.of(stall.obstacle()));
        }
        return new ConditionsBuilder(
                Optional.empty(), Optional.ofNullable(failure).map(ConditionsBuilder::obstacle));
    }

    private static Obstacle obstacle(Failure failure) {
        return new Obstacle(failure.reason(), failure.message(), FailureReason.isPassing(failure.reason()));
    }

    List<Condition> conditions(StatusDraft draft, Observation seen) {
        var generation = Objects.requireNonNullElse(draft.observedGeneration, seen.generation());
        var conditions = new ConditionList(draft.conditions, generation, seen.now());
        boolean usable = draft.current != null && seen.holds(draft.current);
        ready(conditions, draft.current, usable, seen);
        obstacle.filter(found -> !found.passing())
                .ifPresentOrElse(
                        found -> conditions.set(
                                ConditionType.STALLED, ConditionStatus.TRUE, found.reason(), found.message()),
                        () -> reconciling(conditions, PostponedRequest.of(draft, seen), usable, seen));
        if (!seen.deleting()) {
            new WarningConditions(draft, seen, work.isPresent(), obstacle).addTo(conditions);
        }
        return conditions.toList();
    }

    private void reconciling(
            ConditionList conditions, Optional<PostponedRequest> postponed, boolean usable, Observation seen) {
        boolean open = !usable || seen.deleting() || postponed.isPresent() || !seen.isCarriedOut();
        if (open && isBusy(seen)) {
            var reason = obstacle.map(Obstacle::reason).orElse(seen.deleting() ? "Deleting" : "Issuing");
            conditions.set(ConditionType.RECONCILING, ConditionStatus.TRUE, reason, activity(seen));
        } else {
            postponed.ifPresent(found -> conditions.set(
                    ConditionType.RECONCILING, ConditionStatus.TRUE, PostponedRequest.REASON, found.message()));
        }
    }

    private boolean isBusy(Observation seen) {
        return work.isPresent() || obstacle.isPresent() || seen.deleting();
    }

    private void ready(ConditionList conditions, @Nullable CurrentToken current, boolean usable, Observation seen) {
        if (seen.deleting()) {
            conditions.set(ConditionType.READY, ConditionStatus.FALSE, "Deleting", activity(seen));
        } else if (usable && current != null) {
            var reason = current.reason().equals(IssueReason.INITIAL.word()) ? "Issued" : "Rotated";
            conditions.set(ConditionType.READY, ConditionStatus.TRUE, reason, holding(current));
        } else if (obstacle.isPresent()) {
            conditions.set(
                    ConditionType.READY,
                    ConditionStatus.FALSE,
                    obstacle.get().reason(),
                    obstacle.get().message());
        } else {
            boolean revoked = seen.inChalk() instanceof ChalkTokenState.Refused;
            if (revoked) {
                conditions.set(
                        ConditionType.READY,
                        ConditionStatus.FALSE,
                        IssueReason.REVOKED_IN_CHALK.word(),
                        "Chalk no longer accepts the token in the Secret; a new one is issued");
                return;
            }
            var status = current == null ? ConditionStatus.UNKNOWN : ConditionStatus.FALSE;
            conditions.set(ConditionType.READY, status, "Issuing", activity(seen));
        }
    }

    private static String holding(CurrentToken current) {
        return "Secret " + current.secretName() + " holds revision " + current.revision() + ", client id "
                + current.clientId();
    }

    private String activity(Observation seen) {
        return obstacle.map(Obstacle::message)
                .orElseGet(() -> seen.deleting()
                        ? "the Secret is deleted and the tokens are revoked in Chalk before this object goes"
                        : "a token is being issued"
                                + work.map(reason -> " (reason " + reason.word() + ")")
                                        .orElse(""));
    }
}
