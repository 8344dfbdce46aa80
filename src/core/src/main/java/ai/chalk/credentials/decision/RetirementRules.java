// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import java.util.Optional;
import java.util.function.Predicate;

/** Revokes tokens that are no longer needed while the credential exists. */
final class RetirementRules {

    private RetirementRules() {}

    /** Strays of superseded attempts, only in environments that can be reached, so that a lost one blocks nothing. */
    static Optional<Step> sweep(Observation seen) {
        return seen.status().unswept().stream()
                .filter(environment ->
                        seen.obstacleAt(TokenLocation.of(environment)).isEmpty())
                .findFirst()
                .map(Step.Sweep::new);
    }

    /** Tokens that a leak or a revocation in Chalk has made worthless, before any other step. */
    static Optional<Step> revokeAtOnce(Observation seen) {
        return retire(seen, token -> Boolean.TRUE.equals(token.immediate()));
    }

    /** A predecessor whose overlap is over and that is not in use, only while the Secret holds its successor. */
    static Optional<Step> retire(Observation seen) {
        return retire(seen, token -> !seen.now().isBefore(token.revokeTime()) && !isRenamedBack(seen, token));
    }

    /**
     * Whether the Secret in the spec holds that predecessor, because its name was changed and changed back within an overlap. A
     * pod that starts now reads a value that is about to be revoked, so a successor is published there first, without waiting
     * for the end of that overlap (ADR 0012).
     */
    static boolean isRenamedBack(Observation seen, RetiringToken token) {
        var name = seen.effective().secretName();
        var current = seen.status().current();
        return current != null
                && !name.equals(current.secretName())
                && seen.secret(name)
                        .ours()
                        .filter(secret -> secret.token().tokenId().equals(token.tokenId()))
                        .isPresent();
    }

    /** A token that cannot be reached does not block a later one; its obstacle is reported only if none can be revoked. */
    private static Optional<Step> retire(Observation seen, Predicate<RetiringToken> isOver) {
        var revocable = seen.status().retiring().stream()
                .filter(token -> isOver.test(token) && IssueCauses.isUsable(seen))
                .filter(token -> RevocationBlocker.of(seen, token).isEmpty())
                .toList();
        return revocable.stream()
                .filter(token -> seen.obstacleAt(TokenLocation.of(token)).isEmpty())
                .findFirst()
                .or(() -> revocable.stream().findFirst())
                .map(token ->
                        seen.ifReachable(TokenLocation.of(token), new Step.Retire(token, formerSecret(seen, token))));
    }

    /** The Secret of a former name that still holds the token and is deleted with it. */
    static Optional<Step.FormerSecret> formerSecret(Observation seen, RetiringToken token) {
        var current = seen.status().current();
        return seen.secret(token.secretName())
                .ours()
                .filter(secret -> current == null || !token.secretName().equals(current.secretName()))
                .filter(secret -> secret.token().tokenId().equals(token.tokenId()))
                .map(secret -> new Step.FormerSecret(token.secretName(), secret));
    }
}
