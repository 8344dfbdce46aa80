// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.schedule.Durations;
import java.util.Optional;

/** Checks before every issue, also a resumed one: no token may be created in Chalk that could not be published. */
final class IssuePreconditions {

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

    /** The removal is an event, and the framework adds the finalizer again before the next reconciliation. */
    private static Optional<Obstacle> unguarded(Observation seen) {
        return seen.finalized()
                ? Optional.empty()
                : Optional.of(Obstacle.passing(
                        ObstacleReason.FINALIZER_MISSING,
                        "the operator's finalizer was removed from this credential; no token is issued until it is back,"
                                + " because otherwise that token would not be revoked on deletion"));
    }

    private static Optional<Obstacle> terminating(Observation seen) {
        return seen.namespaceTerminating()
                ? Optional.of(Obstacle.lasting(
                        ObstacleReason.NAMESPACE_TERMINATING,
                        "namespace " + seen.id().namespace() + " is being deleted, so no token is issued"))
                : Optional.empty();
    }

    private static Optional<Obstacle> foreignSecret(Observation seen, String secretName) {
        return seen.secret(secretName)
                .foreign()
                .map(secret -> Obstacle.lasting(
                        ObstacleReason.SECRET_NOT_OWNED,
                        "Secret " + secretName + " exists and " + secret.whose()
                                + ". The operator does not touch it: delete it, or choose another spec.secret.name"));
    }

    private static Optional<Obstacle> goingSecret(Observation seen, String secretName) {
        return seen.secret(secretName)
                .ours()
                .filter(SecretView.Ours::going)
                .map(secret -> Obstacle.lasting(
                        ObstacleReason.SECRET_BEING_DELETED,
                        "Secret " + secretName + " is being deleted and its metadata.finalizers keep it. A new one is"
                                + " created once it is gone; if it stays, remove those finalizers or choose another"
                                + " spec.secret.name"));
    }

    private static Optional<Obstacle> immutableSecret(Observation seen, String secretName) {
        return seen.secret(secretName)
                .ours()
                .filter(SecretView.Ours::immutable)
                .map(secret -> Obstacle.lasting(
                        ObstacleReason.SECRET_IMMUTABLE,
                        "Secret " + secretName
                                + " has immutable: true, so no new token can be written to it. Delete it,"
                                + " and it is created again with a new token; stop whatever sets immutable"));
    }

    /** Only a forged status or Secret has such a revision. */
    private static Optional<Obstacle> exhausted(Observation seen) {
        return IssueRules.nextRevision(seen) > IssueRules.HIGHEST_REVISION
                ? Optional.of(Obstacle.lasting(
                        ObstacleReason.REVISION_OUT_OF_RANGE,
                        "status.highestRevision or the revision in a Secret is above " + IssueRules.HIGHEST_REVISION
                                + ", which this operator never writes: correct it, or create the credential again"))
                : Optional.empty();
    }

    /** Refuses only rotations by the interval itself; a leak or a lost Secret has nothing to do with it. */
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
                        ObstacleReason.INTERVAL_TOO_SHORT,
                        "spec.rotation.interval is " + Durations.format(interval) + "; the minimum of this operator is "
                                + Durations.format(minimum)));
    }

    /** An invalid schedule stalls visibly instead of never rotating. The published token stays valid, and repairs are carried out. */
    static Optional<Step> refusedSchedule(Observation seen) {
        return seen.effective()
                .scheduleProblem()
                .map(message -> stall(seen, ObstacleReason.INVALID_SCHEDULE, message))
                .or(() -> shortInterval(seen));
    }

    private static Step stall(Observation seen, ObstacleReason reason, String message) {
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
                        ObstacleReason.ISSUE_LIMIT_REACHED,
                        limit + " tokens were issued within an hour, which is the limit; the next one is issued at "
                                + free + ". Something makes this credential issue repeatedly: see status.history"),
                free));
    }
}
