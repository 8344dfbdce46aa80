// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.common.Reason;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.ObstacleReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.RevocationHandover;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.WorkloadName;
import ai.chalk.credentials.status.ConditionReason;
import ai.chalk.credentials.status.EventReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events of a reconciliation: one for each effect, and one for each problem when it begins.
 *
 * @param action what the operator was doing, in one word
 */
record EventMessage(boolean warning, String reason, String action, String note) {

    private static final Set<String> STANDARD = Set.of(ConditionType.STALLED, ConditionType.RECONCILING);
    private static final Set<String> ORDINARY = Stream.of(
                    ConditionReason.ISSUING,
                    ConditionReason.WAITING_FOR_REVOCATION,
                    ConditionReason.DELETING,
                    ObstacleReason.CONNECTION_NOT_FOUND,
                    ObstacleReason.CONNECTION_NOT_READY)
            .map(Reason::word)
            .collect(Collectors.toUnmodifiableSet());

    /** The events of a reconciliation, from the status before and after it. */
    static List<EventMessage> of(
            Step step, Outcome outcome, ChalkServiceCredentialStatus before, ChalkServiceCredentialStatus after) {
        var effect = outcome instanceof Outcome.Done && step instanceof Step.Effect done
                ? done.applyTo(new Effects())
                : Optional.<EventMessage>empty();
        var known = problems(before).map(EventMessage::identity).collect(Collectors.toUnmodifiableSet());
        var problems = problems(after)
                .filter(now -> !known.contains(identity(now)))
                .map(now -> new EventMessage(true, eventReason(now), "Reconcile", now.message()));
        return Stream.of(effect.stream(), waits(before, after), problems)
                .flatMap(messages -> messages)
                .toList();
    }

    /** The conditions that report a problem. */
    private static Stream<Condition> problems(ChalkServiceCredentialStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.status() == ConditionStatus.TRUE)
                .filter(condition -> ConditionType.PROBLEMS.contains(condition.type()) || isHeldUp(condition));
    }

    private static String identity(Condition condition) {
        return condition.type() + "/" + condition.reason();
    }

    /** The reason of Stalled and Reconciling, but the type of the other conditions, which says what happened. */
    private static String eventReason(Condition condition) {
        return STANDARD.contains(condition.type()) ? condition.reason() : condition.type();
    }

    /** One event for each revocation that begins to wait for containers. */
    private static Stream<EventMessage> waits(ChalkServiceCredentialStatus before, ChalkServiceCredentialStatus after) {
        var known = before.retiring().stream()
                .filter(token -> token.blockedByCount() != null)
                .map(RetiringToken::tokenId)
                .collect(Collectors.toUnmodifiableSet());
        return after.retiring().stream()
                .filter(token -> token.blockedByCount() != null && !known.contains(token.tokenId()))
                .map(token -> new EventMessage(
                        false,
                        EventReason.REVOCATION_WAITING.word(),
                        "Revoke",
                        "Revision " + token.revision() + " is revoked once no container holds it; "
                                + stillHolding(token) + ": see status.retiring"));
    }

    private static String stillHolding(RetiringToken token) {
        return Integer.valueOf(1).equals(token.blockedByCount())
                ? "1 still does"
                : token.blockedByCount() + " still do";
    }

    /**
     * Whether reconciling is held up by a problem. Work in progress is none, and a connection has its own conditions
     * and log line.
     */
    private static boolean isHeldUp(Condition condition) {
        return condition.type().equals(ConditionType.RECONCILING) && !ORDINARY.contains(condition.reason());
    }

    /** The effects worth an event. */
    private static final class Effects implements Step.Handler<Optional<EventMessage>> {

        @Override
        public Optional<EventMessage> issue(Step.Issue step) {
            return Optional.empty();
        }

        @Override
        public Optional<EventMessage> recordToken(Step.RecordToken step) {
            var token = step.token();
            boolean first = token.reason().equals(IssueReason.INITIAL.word());
            return normal(
                    first ? EventReason.ISSUED : EventReason.ROTATED,
                    "Issue",
                    "Secret " + token.secretName() + " holds revision " + token.revision() + " (client id "
                            + token.clientId() + ", reason " + token.reason() + ")");
        }

        @Override
        public Optional<EventMessage> adopt(Step.Adopt step) {
            return normal(
                    EventReason.ADOPTED,
                    "Adopt",
                    "Adopted Secret " + step.token().secretName() + " with the token of client id "
                            + step.token().clientId());
        }

        @Override
        public Optional<EventMessage> verify(Step.Verify step) {
            return Optional.empty();
        }

        @Override
        public Optional<EventMessage> restart(Step.Restart step) {
            return normal(
                    EventReason.RESTARTED,
                    "Restart",
                    "Restarted " + WorkloadName.of(step.target()) + " so that its pods read "
                            + revisions(step.revisions()));
        }

        @Override
        public Optional<EventMessage> handOver(Step.HandOver step) {
            var left = step.left();
            var what = left.tokenId() == null
                    ? "what interrupted attempts may have left in environment " + left.environmentId()
                    : "the token of client id " + left.clientId();
            return Optional.of(new EventMessage(
                    true,
                    EventReason.REVOCATION_HANDED_OVER.word(),
                    "Revoke",
                    "ChalkRevocation " + RevocationHandover.name(left) + " keeps trying to revoke " + what));
        }

        @Override
        public Optional<EventMessage> sweep(Step.Sweep step) {
            return normal(
                    EventReason.SWEPT,
                    "Revoke",
                    "Revoked what interrupted attempts may have left in environment "
                            + step.environment().environmentId());
        }

        @Override
        public Optional<EventMessage> render(Step.Render step) {
            return normal(
                    EventReason.SECRET_RENDERED,
                    "Render",
                    "Wrote Secret " + step.token().secretName() + " again as the spec asks, with the same token");
        }

        @Override
        public Optional<EventMessage> updateGrants(Step.UpdateGrants step) {
            return normal(
                    EventReason.GRANTS_UPDATED,
                    "Update",
                    "The token of client id " + step.token().clientId()
                            + " now has the permissions and tags of the spec");
        }

        @Override
        public Optional<EventMessage> retire(Step.Retire step) {
            return normal(
                    EventReason.REVOKED,
                    "Revoke",
                    "Revoked the token of revision " + step.token().revision() + " (client id "
                            + step.token().clientId() + ") in Chalk");
        }

        @Override
        public Optional<EventMessage> deleteSecret(Step.DeleteSecret step) {
            return normal(
                    EventReason.SECRET_DELETED,
                    "Delete",
                    "Deleted Secret " + step.secret().name());
        }

        @Override
        public Optional<EventMessage> release(Step.Release step) {
            return Optional.empty();
        }

        /** Names the credentials if the same restart also delivers revisions of other credentials. */
        private static String revisions(SortedMap<String, Long> revisions) {
            return revisions.size() == 1
                    ? "revision " + revisions.get(revisions.firstKey())
                    : revisions.entrySet().stream()
                            .map(entry -> "revision " + entry.getValue() + " of " + entry.getKey())
                            .collect(Collectors.joining(", "));
        }

        private static Optional<EventMessage> normal(EventReason reason, String action, String note) {
            return Optional.of(new EventMessage(false, reason.word(), action, note));
        }
    }
}
