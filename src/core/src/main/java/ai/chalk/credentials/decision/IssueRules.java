// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.PendingTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a token must be issued, and which. */
public final class IssueRules {

    /**
     * The highest revision that is believed and issued, more than one rotation a second for thirty years: a larger number is a
     * forgery that would exhaust the counter.
     */
    public static final long HIGHEST_REVISION = 999_999_999;

    /** How long an issued token counts towards the limit. */
    static final Duration LIMIT_WINDOW = Duration.ofHours(1);

    private IssueRules() {}

    /** A new attempt, for one of the listed causes. */
    static Optional<Step> begin(Observation seen) {
        var secretName = seen.effective().secretName();
        return IssueCauses.of(seen)
                .filter(reason -> !mustWait(seen, reason) && !IssuePreconditions.forbids(seen, reason))
                .map(reason -> IssuePreconditions.obstacle(seen, secretName)
                        .<Step>map(stall -> stall)
                        .orElseGet(() -> attempt(seen, reason, secretName, Optional.empty())));
    }

    /** The cause that applies but waits until an earlier predecessor is revoked (docs/design.md, promise 4). */
    public static Optional<IssueReason> waiting(Observation seen) {
        return IssueCauses.of(seen).filter(reason -> mustWait(seen, reason));
    }

    private static boolean mustWait(Observation seen, IssueReason reason) {
        return !reason.isRepair()
                && seen.status().retiring().stream()
                        .anyMatch(token ->
                                reason != IssueReason.SECRET_RENAMED || !RetirementRules.isRenamedBack(seen, token));
    }

    /**
     * An attempt that a reconciliation finds open is never continued, because its creation may still be in progress. One with
     * the next revision supersedes it, for the same Secret, and its environment is swept later.
     */
    static Optional<Step> takeOver(Observation seen) {
        var open = Optional.ofNullable(seen.status().pending());
        return open.map(attempt -> {
            var secretName = seen.secret(attempt.secretName()).foreign().isPresent()
                    ? seen.effective().secretName()
                    : attempt.secretName();
            return IssuePreconditions.obstacle(seen, secretName)
                    .<Step>map(stall -> stall)
                    .orElseGet(() -> attempt(seen, IssueCauses.named(attempt.reason()), secretName, open));
        });
    }

    private static Step attempt(
            Observation seen, IssueReason reason, String secretName, Optional<PendingToken> takenOver) {
        var wanted = seen.wanted().available().orElseThrow();
        var revision = nextRevision(seen);
        var handled = takenOver.map(HandledRequests::of).orElseGet(() -> HandledRequests.of(seen));
        var pending = PendingTokenBuilder.builder()
                .revision(revision)
                .tokenName(TokenName.of(seen.installation(), seen.id(), revision))
                .connection(wanted.connection())
                .projectId(wanted.target().projectId())
                .projectName(wanted.target().projectName())
                .environmentId(wanted.target().environmentId())
                .environmentName(wanted.target().environmentName())
                .secretName(secretName)
                .reason(reason.word())
                .grantsHash(GrantsHash.of(wanted.grants()))
                .startTime(seen.now())
                .handledTrigger(handled.handledTrigger())
                .handledRotateRequest(handled.handledRotateRequest())
                .handledRevokeRequest(handled.handledRevokeRequest())
                .build();
        return new Step.Issue(
                pending,
                reason,
                wanted.grants(),
                unswept(seen, takenOver),
                seen.secret(secretName).ours());
    }

    private static List<UnsweptEnvironment> unswept(Observation seen, Optional<PendingToken> takenOver) {
        var left = seen.status().unswept();
        return takenOver.map(attempt -> UnsweptLocations.with(left, attempt)).orElse(left);
    }

    /** When tokens were created that still count towards the limit, oldest first. */
    public static List<Instant> recentIssues(Observation seen) {
        var from = seen.now().minus(LIMIT_WINDOW);
        return Stream.ofNullable(seen.status().rotation())
                .map(RotationStatus::issueTimes)
                .flatMap(List::stream)
                .filter(from::isBefore)
                .sorted()
                .toList();
    }

    /** Higher than any revision seen before, so that token names differ and two leaders never share one. */
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
        long seenSoFar = Math.max(Math.max(highest, current), Math.max(pending, published));
        return seenSoFar == Long.MAX_VALUE ? seenSoFar : seenSoFar + 1;
    }

    /** While suspended: the schedule's next time, which is not made up once it has passed. */
    static Optional<Instant> skippableAt(Observation seen) {
        var spec = seen.effective();
        return Optional.ofNullable(seen.status().current())
                .filter(current -> spec.isSuspended() && spec.interval().isEmpty())
                .flatMap(current -> spec.schedule()
                        .dueAfter(spec.countedFrom(current, seen.status().rotation(), seen.now())));
    }

    /** Now, if a time of the schedule has passed while rotation was suspended, or the schedule is new. */
    public static Optional<Instant> skipped(Observation seen) {
        boolean isNew = seen.status().current() != null
                && seen.effective().isScheduleNew(seen.status().rotation());
        var passed = skippableAt(seen).filter(at -> !seen.now().isBefore(at));
        return isNew || passed.isPresent() ? Optional.of(seen.now()) : Optional.empty();
    }

    /**
     * When the next rotation is due by the schedule, or by the policy if edits of the schedule have postponed it; empty before
     * the first token, while suspended, or without a schedule.
     */
    static Optional<Instant> dueAt(Observation seen) {
        var limit = seen.wanted().available().flatMap(DesiredToken.Available::maxRotationInterval);
        return Optional.ofNullable(seen.status().current()).flatMap(current -> seen.effective()
                .dueAt(current, seen.status().rotation(), seen.now())
                .map(at ->
                        limit.map(current.issueTime()::plus).filter(at::isAfter).orElse(at)));
    }
}
