// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.schedule.Durations;
import java.util.Optional;

/** What is checked before every issue, resumed ones too: nothing may be created in Chalk that could not be published. */
final class IssuePreconditions {

    /** The reason while somebody else's finalizer keeps a deleted Secret of ours. */
    static final String GOING = "SecretBeingDeleted";

    private IssuePreconditions() {}

    static Optional<Step.Stall> obstacle(Observation seen, String secretName) {
        return unguarded(seen)
                .or(() -> terminating(seen))
                .or(() -> foreignSecret(seen, secretName))
                .or(() -> goingSecret(seen, secretName))
                .or(() -> immutableSecret(seen, secretName))
                .or(() -> exhausted(seen))
                .or(() -> seen.wanted().obstacle())
                .map(obstacle -> Step.Stall.probing(seen, obstacle))
                .or(() -> issueLimit(seen));
    }

    /** Whoever removes the finalizer wakes us, and the next pass begins with putting it back. */
    private static Optional<Obstacle> unguarded(Observation seen) {
        return seen.finalized()
                ? Optional.empty()
                : Optional.of(Obstacle.passing(
                        "FinalizerMissing",
                        "somebody removed the operator's finalizer from this credential: no token is issued before it is"
                                + " there again, as nobody would revoke that token when the credential goes"));
    }

    private static Optional<Obstacle> terminating(Observation seen) {
        return seen.namespaceTerminating()
                ? Optional.of(Obstacle.lasting(
                        "NamespaceTerminating",
                        "namespace " + seen.id().namespace() + " is being deleted: no token is issued into it"))
                : Optional.empty();
    }

    private static Optional<Obstacle> foreignSecret(Observation seen, String secretName) {
        return seen.secret(secretName)
                .foreign()
                .map(secret -> Obstacle.lasting(
                        "SecretNotOurs",
                        "Secret " + secretName + " exists and " + secret.whose()
                                + ": it is not touched. Delete it, or choose another spec.secret.name"));
    }

    private static Optional<Obstacle> goingSecret(Observation seen, String secretName) {
        return seen.secret(secretName)
                .ours()
                .filter(SecretView.Ours::going)
                .map(secret -> Obstacle.lasting(
                        GOING,
                        "Secret " + secretName + " is being deleted, and its metadata.finalizers keep it: no token is"
                                + " issued into it. Once it is gone, a new one is made; if it does not go, remove those"
                                + " finalizers, or choose another spec.secret.name"));
    }

    private static Optional<Obstacle> immutableSecret(Observation seen, String secretName) {
        return seen.secret(secretName)
                .ours()
                .filter(SecretView.Ours::immutable)
                .map(secret -> Obstacle.lasting(
                        "SecretImmutable",
                        "Secret " + secretName + " has immutable: true, so no new token can be written into it: delete"
                                + " it, and it is made again with a new token; whatever sets immutable must leave it"
                                + " alone"));
    }

    /** Only a forged status or Secret counts that far. */
    private static Optional<Obstacle> exhausted(Observation seen) {
        return IssueRules.nextRevision(seen) > IssueRules.HIGHEST_REVISION
                ? Optional.of(Obstacle.lasting(
                        "RevisionNotPlausible",
                        "status.highestRevision or the revision in a Secret is beyond " + IssueRules.HIGHEST_REVISION
                                + ", which this operator never writes: set it right, or create the credential anew"))
                : Optional.empty();
    }

    /** Only what the interval itself asks for is refused: a leak or a lost Secret is no matter of intervals. */
    static boolean forbids(Observation seen, IssueReason reason) {
        return reason == IssueReason.DUE && shortInterval(seen).isPresent();
    }

    private static Optional<Step> shortInterval(Observation seen) {
        var minimum = seen.limits().minimumInterval();
        return seen.effective()
                .interval()
                .filter(interval -> interval.compareTo(minimum) < 0)
                .map(interval -> stall(
                        seen,
                        "IntervalTooShort",
                        "spec.rotation.interval is " + Durations.format(interval)
                                + "; this operator allows no less than " + Durations.format(minimum)));
    }

    /** Said, rather than silently never rotated by schedule or interval; what is published goes on working, and repairs go on. */
    static Optional<Step> refusedSchedule(Observation seen) {
        return seen.effective()
                .scheduleProblem()
                .map(message -> stall(seen, "ScheduleUnreadable", message))
                .or(() -> shortInterval(seen));
    }

    private static Step stall(Observation seen, String reason, String message) {
        return Step.Stall.probing(seen, Obstacle.lasting(reason, message));
    }

    private static Optional<Step.Stall> issueLimit(Observation seen) {
        var recent = IssueRules.recentIssues(seen);
        int limit = seen.limits().issueLimit();
        if (recent.size() < limit) {
            return Optional.empty();
        }
        var free = recent.get(recent.size() - limit).plus(IssueRules.LIMIT_WINDOW);
        return Optional.of(new Step.Stall(
                Obstacle.lasting(
                        "IssueLimitReached",
                        limit + " tokens were issued within an hour, which is the limit; the next one is issued at "
                                + free + ". Something makes this credential issue again and again: see status.history"),
                free));
    }
}
