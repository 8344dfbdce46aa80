// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.Binding;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.RotationStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.SecretFormat;
import ai.chalk.credentials.decision.IssueRules;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.RestartRules;
import ai.chalk.credentials.decision.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the status once per reconciliation. The same observation, step and outcome give an equal status, and a reconciliation
 * in which nothing happened gives the present one, so that it writes nothing.
 */
public final class StatusAssembler {

    private static final int UPCOMING = 3;
    private static final RotationStatus NOTHING =
            RotationStatusBuilder.builder().build();

    /** The status to write before a token is created in Chalk (docs/design.md, steps 2 and 6). */
    public ChalkServiceCredentialStatus begin(Observation seen, Step.Issue step) {
        var draft = new StatusDraft(seen.status());
        draft.pending = step.pending();
        draft.highestRevision = step.pending().revision();
        draft.unswept = step.unswept();
        draft.observedGeneration = seen.generation();
        var issues = Stream.concat(IssueRules.recentIssues(seen).stream(), Stream.of(seen.now()))
                .toList();
        complete(draft, seen, issues, ConditionsBuilder.working(step.reason()));
        return draft.finished();
    }

    /** The status to write after the step. */
    public ChalkServiceCredentialStatus assemble(Observation seen, Step step, Outcome outcome) {
        if (outcome instanceof Outcome.Published || outcome instanceof Outcome.Fenced) {
            return seen.status();
        }
        var draft = new StatusDraft(seen.status());
        var issues = issueTimes(seen);
        if (outcome instanceof Outcome.Failed failed) {
            draft.failure = FailureBackoff.next(seen, step, failed);
            uncount(step, failed, draft).ifPresent(issues::remove);
            draft.pending = mayClose(step, failed, draft) ? null : draft.pending;
        } else {
            draft = new StatusTransition(seen, draft).after(step);
        }
        // A step that was decided before the spec's newest edit does not carry that edit out; the next reconciliation
        // does.
        draft.observedGeneration =
                outcome instanceof Outcome.Done ? draft.observedGeneration : Long.valueOf(seen.generation());
        complete(draft, seen, issues, ConditionsBuilder.after(step, draft.failure));
        return draft.finished();
    }

    /**
     * An attempt that left nothing is closed instead of taken over, but not while earlier ones may still publish: their strays
     * are swept once nothing is pending, and only a later publication makes sure that they can no longer be published (ADR 0007:
     * otherwise the model finds a revoked token in a Secret).
     */
    private static boolean mayClose(Step step, Outcome.Failed failed, StatusDraft draft) {
        return isOwn(step, draft) && failed.trace() != Outcome.Trace.OPEN && draft.unswept.isEmpty();
    }

    /** Whether this step began the open attempt, which may also be an older one that it failed to take over. */
    private static boolean isOwn(Step step, StatusDraft draft) {
        return step instanceof Step.Issue issue && issue.pending().equals(draft.pending);
    }

    /** The start of an attempt that created no token, and so does not count towards the limit; others of that second do. */
    private static Optional<Instant> uncount(Step step, Outcome.Failed failed, StatusDraft draft) {
        return Optional.ofNullable(draft.pending)
                .filter(pending -> isOwn(step, draft) && failed.trace() == Outcome.Trace.NONE)
                .map(PendingToken::startTime);
    }

    private static List<Instant> issueTimes(Observation seen) {
        var known = Optional.ofNullable(seen.status().rotation()).map(RotationStatus::issueTimes);
        return new ArrayList<>(known.orElse(List.of()));
    }

    private static void complete(
            StatusDraft draft, Observation seen, List<Instant> issues, ConditionsBuilder situation) {
        draft.rotation = rotation(draft, seen, issues);
        draft.nextRotationTime = Stream.ofNullable(draft.rotation)
                .flatMap(rotation -> rotation.upcoming().stream())
                .findFirst()
                .map(Instant::toString)
                .orElse(null);
        draft.binding = binding(draft, seen);
        draft.retiring =
                draft.retiring.stream().map(token -> withUsers(token, seen)).toList();
        draft.conditions = situation.conditions(draft, seen);
    }

    private static @Nullable RotationStatus rotation(StatusDraft draft, Observation seen, List<Instant> issues) {
        var skipped = IssueRules.skipped(seen)
                .or(() -> Optional.ofNullable(seen.status().rotation()).map(RotationStatus::skippedTime));
        var schedule = seen.effective().scheduleText().orElse(null);
        var before = RotationStatusBuilder.builder()
                .skippedTime(skipped.orElse(null))
                .schedule(schedule)
                .build();
        var upcoming = Optional.ofNullable(draft.current)
                .filter(token -> !seen.effective().isSuspended() && !seen.deleting())
                .map(token -> seen.effective().countedFrom(token, before, seen.now()))
                .map(time -> seen.effective().schedule().upcoming(time, UPCOMING))
                .orElse(List.of());
        var after = before.with()
                .upcoming(upcoming)
                .handledTrigger(draft.handled.handledTrigger())
                .handledRotateRequest(draft.handled.handledRotateRequest())
                .handledRevokeRequest(draft.handled.handledRevokeRequest())
                .issueTimes(issues)
                .pendingRestarts(restarts(draft, seen))
                .build();
        return after.equals(NOTHING) ? null : after;
    }

    /** The restarts that were just planned, or the planned ones whose target is still in the spec and exists. */
    private static List<RolloutRestartTarget> restarts(StatusDraft draft, Observation seen) {
        boolean planned = !draft.pendingRestarts.equals(new StatusDraft(seen.status()).pendingRestarts);
        return planned ? draft.pendingRestarts : RestartRules.pending(seen);
    }

    /** With the containers that were last seen to hold the token. */
    private static RetiringToken withUsers(RetiringToken token, Observation seen) {
        return seen.workloads()
                .usage(token.tokenId())
                .map(usage -> token.with()
                        .blockedBy(usage.containers())
                        .blockedByCount(usage.count() == 0 ? null : usage.count())
                        .build())
                .orElse(token);
    }

    private static @Nullable Binding binding(StatusDraft draft, Observation seen) {
        return draft.current != null && seen.effective().formats().contains(SecretFormat.SERVICE_BINDING)
                ? new Binding(draft.current.secretName())
                : null;
    }
}
