// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Deletion (docs/design.md, step 10): Secret, strays, tokens, finalizer, in that order. The finalizer stays until Chalk has confirmed
 * each revocation.
 */
final class DeletionRules {

    private DeletionRules() {}

    /** A policy of a newer version: nothing is revoked, and the credential stays. */
    static Optional<Step> unknownPolicy(Observation seen) {
        return seen.effective().deletionPolicy() == DeletionPolicy.UNKNOWN
                ? UnknownEnumCheck.stall(seen)
                : Optional.empty();
    }

    /** The token to retain must be known first: if the Secret is ahead of the status, the status names a predecessor. */
    static Optional<Step> record(Observation seen) {
        return keeps(seen) ? RecordingRules.record(seen) : Optional.empty();
    }

    /** With Retain the Secret outlives the credential, so its owner reference is removed before the garbage collector sees it. */
    static Optional<Step> releaseSecret(Observation seen) {
        return keeps(seen) ? RepairRules.render(seen) : Optional.empty();
    }

    /**
     * The Secret is deleted first, so that no pod starts with a value that is about to be revoked. If it cannot be deleted, or
     * a finalizer keeps it, its tokens are revoked anyway when the time for the hand-over has passed.
     */
    static Optional<Step> deleteSecret(Observation seen) {
        return keeps(seen)
                ? Optional.empty()
                : new TreeMap<>(seen.secrets())
                        .entrySet().stream()
                                .flatMap(entry -> entry.getValue().ours().stream()
                                        .map(secret -> new Step.FormerSecret(entry.getKey(), secret)))
                                // A Secret that a finalizer keeps does not keep the others from being deleted.
                                .sorted(Comparator.comparing(
                                        former -> former.secret().going()))
                                .flatMap(secret -> deleteSecret(seen, secret).stream())
                                .findFirst();
    }

    private static Optional<Step> deleteSecret(Observation seen, Step.FormerSecret former) {
        boolean going = former.secret().going();
        var step = new Step.DeleteSecret(former);
        boolean over =
                handOverAt(seen).filter(at -> hasGivenUp(seen, at, going, step)).isPresent();
        if (over) {
            return Optional.empty();
        }
        return going ? Optional.of(Step.Stall.probing(seen, stillThere(former.name()))) : Optional.of(step);
    }

    private static Obstacle stillThere(String secretName) {
        return Obstacle.lasting(
                ObstacleReason.SECRET_BEING_DELETED,
                "Secret " + secretName
                        + " is being deleted and its metadata.finalizers keep it. Its token is revoked once it is gone, or"
                        + " when the operator's revocation-handover has passed; remove those finalizers to revoke it"
                        + " now");
    }

    /** Open and superseded attempts may have left tokens whose ids are not known. */
    static Optional<Step> sweep(Observation seen) {
        var open = Optional.ofNullable(seen.status().pending()).map(UnsweptLocations::by);
        return Stream.concat(open.stream(), seen.status().unswept().stream())
                .findFirst()
                .map(environment -> reachable(
                        seen,
                        TokenLocation.of(environment),
                        new Step.Sweep(environment),
                        RevocationHandover.attempts(seen, environment)));
    }

    /** By id, oldest first. With Retain predecessors stay valid for their overlap, and the current token is kept. */
    static Optional<Step> revoke(Observation seen) {
        var current = Optional.ofNullable(seen.status().current())
                .filter(token -> !keeps(seen))
                .map(token -> RetiringToken.of(token, seen.now()));
        return Stream.concat(seen.status().retiring().stream(), current.stream())
                .findFirst()
                .map(token -> keeps(seen) && seen.now().isBefore(token.revokeTime())
                        ? new Step.HandOver(RevocationHandover.token(seen, token, Optional.of(token.revokeTime())))
                        : reachable(
                                seen,
                                TokenLocation.of(token),
                                new Step.Retire(token, RetirementRules.formerSecret(seen, token)),
                                RevocationHandover.token(seen, token, Optional.empty())));
    }

    static Optional<Step> release(Observation seen) {
        return Optional.of(new Step.Release());
    }

    private static boolean keeps(Observation seen) {
        return seen.effective().isRetained();
    }

    /** A deletion does not wait forever for a Chalk that cannot be reached: a ChalkRevocation keeps trying instead. */
    private static Step reachable(Observation seen, TokenLocation place, Step step, ChalkRevocationSpec left) {
        boolean obstructed = seen.obstacleAt(place).isPresent();
        boolean over = handOverAt(seen)
                .filter(at -> hasGivenUp(seen, at, obstructed, step))
                .isPresent();
        return over ? new Step.HandOver(left) : seen.ifReachable(place, step);
    }

    /** After one last attempt once the time has passed; none is made if an obstacle prevents it. */
    private static boolean hasGivenUp(Observation seen, Instant end, boolean obstructed, Step step) {
        return !seen.now().isBefore(end) && (obstructed || StepBackoffs.hasFailed(seen, step, end));
    }

    /** When a credential that is being deleted hands over the tokens that it could not revoke. */
    static Optional<Instant> handOverAt(Observation seen) {
        return seen.deletedAt().map(at -> at.plus(seen.limits().revocationHandover()));
    }
}
