// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionType;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.RevocationHandover;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.WorkloadName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user is told in an event: each effect once, and each trouble when it begins.
 *
 * @param action what the operator was doing, one word
 */
record EventMessage(boolean warning, String reason, String action, String note) {

    private static final Set<String> STANDARD = Set.of(ConditionType.STALLED, ConditionType.RECONCILING);
    private static final Set<String> ORDINARY =
            Set.of("Issuing", "WaitingForRevocation", "Deleting", "ConnectionNotFound", "ConnectionNotReady");

    /** What there is to say of a pass, given the status before and after it. */
    static List<EventMessage> of(
            Step step, Outcome outcome, ChalkServiceCredentialStatus before, ChalkServiceCredentialStatus after) {
        var effect = outcome instanceof Outcome.Done ? step.applyTo(new Effects()) : Optional.<EventMessage>empty();
        var known = troubles(before).map(EventMessage::identity).collect(Collectors.toUnmodifiableSet());
        var troubles = troubles(after)
                .filter(now -> !known.contains(identity(now)))
                .map(now -> new EventMessage(true, eventReason(now), "Reconcile", now.message()));
        return Stream.of(effect.stream(), waits(before, after), troubles)
                .flatMap(announcements -> announcements)
                .toList();
    }

    /** The conditions that say that something is wrong. */
    private static Stream<Condition> troubles(ChalkServiceCredentialStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.status() == ConditionStatus.TRUE)
                .filter(condition -> ConditionType.TROUBLES.contains(condition.type()) || isHeldUp(condition));
    }

    private static String identity(Condition condition) {
        return condition.type() + "/" + condition.reason();
    }

    /** Stalled and Reconciling say why in their reason; the other conditions are themselves what happened. */
    private static String eventReason(Condition condition) {
        return STANDARD.contains(condition.type()) ? condition.reason() : condition.type();
    }

    /** Once for each revocation that begins to wait for somebody. */
    private static Stream<EventMessage> waits(ChalkServiceCredentialStatus before, ChalkServiceCredentialStatus after) {
        var known = before.retiring().stream()
                .filter(token -> token.blockedByCount() != null)
                .map(RetiringToken::tokenId)
                .collect(Collectors.toUnmodifiableSet());
        return after.retiring().stream()
                .filter(token -> token.blockedByCount() != null && !known.contains(token.tokenId()))
                .map(token -> new EventMessage(
                        false,
                        "RevocationWaiting",
                        "Revoke",
                        "Revision " + token.revision() + " is revoked once no container holds it any more: "
                                + token.blockedByCount() + " still do, see status.retiring"));
    }

    /** Held up by more than work that is not done yet, or a connection, which has conditions and a log line of its own. */
    private static boolean isHeldUp(Condition condition) {
        return condition.type().equals(ConditionType.RECONCILING) && !ORDINARY.contains(condition.reason());
    }

    /** The effects worth an event. */
    private static final class Effects implements Step.Handler<Optional<EventMessage>> {

        @Override
        public Optional<EventMessage> rest(Step.Rest step) {
            return Optional.empty();
        }

        @Override
        public Optional<EventMessage> backOff(Step.BackOff step) {
            return Optional.empty();
        }

        @Override
        public Optional<EventMessage> stall(Step.Stall step) {
            return Optional.empty();
        }

        @Override
        public Optional<EventMessage> issue(Step.Issue step) {
            return Optional.empty();
        }

        @Override
        public Optional<EventMessage> adopt(Step.Adopt step) {
            var token = step.token();
            boolean first = token.reason().equals(IssueReason.INITIAL.word());
            return normal(
                    first ? "Issued" : "Rotated",
                    "Issue",
                    "Secret " + token.secretName() + " holds revision " + token.revision() + " (client id "
                            + token.clientId() + ", reason " + token.reason() + ")");
        }

        @Override
        public Optional<EventMessage> takeIn(Step.TakeIn step) {
            return normal(
                    "Adopted",
                    "Adopt",
                    "Secret " + step.token().secretName()
                            + " was handed to this credential, with the token of client id "
                            + step.token().clientId());
        }

        @Override
        public Optional<EventMessage> verify(Step.Verify step) {
            return Optional.empty();
        }

        @Override
        public Optional<EventMessage> restart(Step.Restart step) {
            return normal(
                    "Restarted",
                    "Restart",
                    WorkloadName.of(step.target()) + " is restarted to read " + revisions(step.revisions()));
        }

        @Override
        public Optional<EventMessage> handOver(Step.HandOver step) {
            var left = step.left();
            var what = left.tokenId() == null
                    ? "what interrupted attempts may have left in environment " + left.environmentId()
                    : "the token of client id " + left.clientId();
            return Optional.of(new EventMessage(
                    true,
                    "RevocationHandedOver",
                    "Revoke",
                    "ChalkRevocation " + RevocationHandover.name(left) + " goes on trying to revoke " + what));
        }

        @Override
        public Optional<EventMessage> sweep(Step.Sweep step) {
            return normal(
                    "Swept",
                    "Revoke",
                    "What interrupted attempts may have left in environment "
                            + step.environment().environmentId() + " is revoked");
        }

        @Override
        public Optional<EventMessage> render(Step.Render step) {
            return normal(
                    "SecretRendered",
                    "Render",
                    "Secret " + step.token().secretName() + " is written again as the spec asks, with the same token");
        }

        @Override
        public Optional<EventMessage> updateGrants(Step.UpdateGrants step) {
            return normal(
                    "GrantsUpdated",
                    "Update",
                    "Token of client id " + step.token().clientId() + " has the permissions and tags of the spec now");
        }

        @Override
        public Optional<EventMessage> retire(Step.Retire step) {
            return normal(
                    "Revoked",
                    "Revoke",
                    "Token of revision " + step.token().revision() + " (client id "
                            + step.token().clientId() + ") is revoked in Chalk");
        }

        @Override
        public Optional<EventMessage> deleteSecret(Step.DeleteSecret step) {
            return normal("SecretDeleted", "Delete", "Secret " + step.secret().name() + " is deleted");
        }

        @Override
        public Optional<EventMessage> release(Step.Release step) {
            return Optional.empty();
        }

        /** Those of other credentials, which are read with the same restart, are told apart. */
        private static String revisions(SortedMap<String, Long> revisions) {
            return revisions.size() == 1
                    ? "revision " + revisions.get(revisions.firstKey())
                    : revisions.entrySet().stream()
                            .map(entry -> "revision " + entry.getValue() + " of " + entry.getKey())
                            .collect(Collectors.joining(", "));
        }

        private static Optional<EventMessage> normal(String reason, String action, String note) {
            return Optional.of(new EventMessage(false, reason, action, note));
        }
    }
}
