// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential.decision;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a token must be issued, and with what. */
final class Issuing {

    private Issuing() {}

    /** A new attempt, for one of the listed causes. */
    static Optional<Step> begin(Observation seen) {
        boolean predecessorAlive = !Lists.of(seen.status().retiring()).isEmpty();
        return Causes.of(seen)
                .filter(reason -> reason.isRepair() || !predecessorAlive)
                .map(reason -> Gate.obstacle(seen, seen.effective().secretName())
                        .<Step>map(stall -> stall)
                        .orElseGet(() -> attempt(seen, reason, seen.effective().secretName(), Optional.empty())));
    }

    /**
     * An attempt that this pass finds open is never continued, as its creation may still be under way: it is superseded by
     * one with the next revision, for the same Secret, and its environment will be swept.
     */
    static Optional<Step> takeOver(Observation seen) {
        var open = Optional.ofNullable(seen.status().pending());
        return open.map(attempt -> {
            var secretName = seen.secret(attempt.secretName()).foreign().isPresent()
                    ? seen.effective().secretName()
                    : attempt.secretName();
            return Gate.obstacle(seen, secretName)
                    .<Step>map(stall -> stall)
                    .orElseGet(() -> attempt(seen, Causes.named(attempt.reason()), secretName, open));
        });
    }

    private static Step attempt(Observation seen, Reason reason, String secretName, Optional<PendingToken> takenOver) {
        var wanted = seen.wanted().available().orElseThrow();
        var revision = nextRevision(seen);
        var pending = new PendingToken(
                revision,
                TokenName.of(seen.installation(), seen.id(), revision),
                wanted.connection(),
                wanted.target().projectId(),
                wanted.target().projectName(),
                wanted.target().environmentId(),
                wanted.target().environmentName(),
                secretName,
                reason.word(),
                takenOver.map(PendingToken::handledTrigger).orElse(null),
                takenOver.map(PendingToken::handledRotateRequest).orElse(null),
                takenOver.map(PendingToken::handledRevokeRequest).orElse(null),
                GrantsHash.of(wanted.grants()),
                seen.now());
        return new Step.Issue(
                pending,
                reason,
                wanted.grants(),
                unswept(seen, takenOver),
                seen.secret(secretName).ours());
    }

    private static List<UnsweptEnvironment> unswept(Observation seen, Optional<PendingToken> takenOver) {
        var left = Lists.of(seen.status().unswept());
        return takenOver
                .map(attempt -> Lists.with(left, new UnsweptEnvironment(attempt.connection(), attempt.environmentId())))
                .orElse(left);
    }

    /** Higher than any that was ever seen, so that token names differ and two leaders never share one. */
    static long nextRevision(Observation seen) {
        var status = seen.status();
        long highest = status.highestRevision() == null ? 0 : status.highestRevision();
        long current = status.current() == null ? 0 : status.current().revision();
        long pending = status.pending() == null ? 0 : status.pending().revision();
        long published = seen.secrets().values().stream()
                .flatMap(secret -> secret.ours().stream())
                .mapToLong(secret -> secret.token().revision())
                .max()
                .orElse(0);
        return Math.max(Math.max(highest, current), Math.max(pending, published)) + 1;
    }

    /** When the schedule asks for the next rotation; empty while nothing is issued, suspended, or without a schedule. */
    static Optional<Instant> dueAt(Observation seen) {
        return Optional.ofNullable(seen.status().current())
                .filter(current -> !seen.effective().isSuspended())
                .map(CurrentToken::issueTime)
                .flatMap(seen.effective().schedule()::dueAfter);
    }
}
