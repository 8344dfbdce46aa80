// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.credential.decision.Usage;
import ai.chalk.credentials.credential.decision.Wait;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a user is told because it is in the status now and was not before: while it lasts, it is not said again. */
record Beginnings(ChalkServiceCredentialStatus before, ChalkServiceCredentialStatus after) {

    private static final Set<String> ORDINARY =
            Set.of("Issuing", "Deleting", "ConnectionNotFound", "ConnectionNotReady");

    private static final Set<String> WARNINGS =
            Set.of("RotationOverdue", "RevocationBlocked", "RolloutFailed", "ScheduleNeverFires");

    /** What keeps the operator from going on. */
    Optional<Announcement> trouble() {
        return trouble(after)
                .filter(now -> !trouble(before).map(Condition::reason).equals(Optional.of(now.reason())))
                .map(now -> new Announcement(true, now.reason(), "Reconcile", now.message()));
    }

    /** The condition that says that something is wrong. */
    private static Optional<Condition> trouble(ChalkServiceCredentialStatus status) {
        return current(status)
                .filter(condition -> condition.type().equals("Stalled") || isHeldUp(condition))
                .findFirst();
    }

    /** Held up by more than work that is not done yet, or a connection, which has conditions and a log line of its own. */
    private static boolean isHeldUp(Condition condition) {
        return condition.type().equals("Reconciling") && !ORDINARY.contains(condition.reason());
    }

    /** What somebody should know of, though all goes on. */
    Stream<Announcement> warnings() {
        var known = warnings(before).map(Condition::type).toList();
        return warnings(after)
                .filter(condition -> !known.contains(condition.type()))
                .map(condition -> new Announcement(true, condition.type(), "Rotate", condition.message()));
    }

    private static Stream<Condition> warnings(ChalkServiceCredentialStatus status) {
        return current(status).filter(condition -> WARNINGS.contains(condition.type()));
    }

    private static Stream<Condition> current(ChalkServiceCredentialStatus status) {
        return Lists.of(status.conditions()).stream().filter(condition -> condition.status() == ConditionStatus.TRUE);
    }

    /** Somebody still uses a predecessor whose overlap is over: ordinary at first, so no warning. */
    Stream<Announcement> waits() {
        List<String> known = awaited(before).map(RetiringToken::tokenId).toList();
        return awaited(after)
                .filter(token -> !known.contains(token.tokenId()))
                .map(token -> new Announcement(false, "RevocationWaits", "Revoke", Wait.inUse(token, users(token))));
    }

    private static Stream<RetiringToken> awaited(ChalkServiceCredentialStatus status) {
        return Lists.of(status.retiring()).stream().filter(token -> users(token).count() > 0);
    }

    private static Usage users(RetiringToken token) {
        return new Usage(Lists.of(token.blockedBy()), Objects.requireNonNullElse(token.blockedByCount(), 0));
    }
}
