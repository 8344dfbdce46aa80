// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.TokenName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds and revokes the strays of this credential's superseded attempts in an environment. A stray has a name of this
 * credential, a revision no higher than the latest attempt's, an age no greater than the first of the swept attempts',
 * and an id that neither the status nor a Secret holds. Ownership is by id; a name only says which credential a token
 * was made for.
 *
 * @param since when the first of these attempts began; empty if unknown
 */
record StraySweeper(Observation seen, Optional<Instant> since) {

    /** How far the clocks of Chalk and of this machine may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    boolean isStray(ServiceToken token) {
        return seen.incarnationPrefixes()
                        .filter(token.name()::startsWith)
                        .anyMatch(prefix -> isAttempt(token.name().substring(prefix.length())))
                && !held().contains(token.id())
                && !isFromBefore(token);
    }

    private boolean isAttempt(String revision) {
        long highest = Objects.requireNonNullElse(seen.status().highestRevision(), 0L);
        return TokenName.revision(revision).filter(number -> number <= highest).isPresent();
    }

    /**
     * Whether the token is older than the first of the swept attempts. A status that was restored from a backup counts
     * its revisions from the old value, so an older token of the same name was published in the time that the backup
     * does not cover, and may be in use. It is treated like every other token of that time, as an orphan (ADR 0014). A
     * credential that is being deleted takes all of its tokens with it.
     */
    private boolean isFromBefore(ServiceToken token) {
        return !seen.deleting()
                && since.flatMap(first -> token.createdAt().filter(first.minus(SKEW)::isAfter))
                        .isPresent();
    }

    /**
     * The ids that the status or a Secret holds. If the credential is being deleted and its Secret is not retained, a
     * Secret that a finalizer keeps does not count: its token must be revoked too.
     */
    private Set<String> held() {
        boolean goes = seen.deleting() && !seen.effective().isRetained();
        var current = Stream.ofNullable(seen.status().current()).map(CurrentToken::tokenId);
        var retiring = seen.status().retiring().stream().map(RetiringToken::tokenId);
        var secrets = goes ? Stream.<SecretView>empty() : seen.secrets().values().stream();
        var published = secrets.flatMap(secret -> secret.ours().stream())
                .map(secret -> secret.token().tokenId());
        return Stream.of(current, retiring, published).flatMap(ids -> ids).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Revokes the strays one by one; a failure leaves the rest to the next reconciliation. At least one is revoked,
     * however short the time.
     *
     * @return whether no stray is left
     */
    boolean run(TokenRevoker revocation, List<ServiceToken> listed, TimeBudget limit) throws ChalkException {
        var strays = listed.stream().filter(this::isStray).iterator();
        while (strays.hasNext()) {
            var stray = strays.next();
            revocation.delete(stray.environmentId(), stray.id());
            if (limit.isReached()) {
                break;
            }
        }
        return !strays.hasNext();
    }
}
