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
 * Which tokens of an environment are strays of this credential's superseded attempts: our name, no newer than any attempt, not
 * older than the first of those that are swept for, and an id that nobody holds. Ownership is by id; a name only says for whom
 * a token was made.
 *
 * @param since when the first of these attempts began; empty where that is not known
 */
record StraySweeper(Observation seen, Optional<Instant> since) {

    /** What the clocks of Chalk and of this machine may differ by. */
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
     * A restored status counts its revisions again from where it was, so an older token of the same name was published in the
     * time that is forgotten, and may be in use: it is treated as every other token of that time, as an orphan (ADR 0014).
     * With the credential everything goes.
     */
    private boolean isFromBefore(ServiceToken token) {
        return !seen.deleting()
                && since.flatMap(first -> token.createdAt().filter(first.minus(SKEW)::isAfter))
                        .isPresent();
    }

    /** A Secret that is still there though its credential goes, as a finalizer keeps it, holds nothing that may live on. */
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
     * Revokes them one by one; one that fails leaves the rest to the next pass.
     *
     * @return whether none is left; at least one is revoked, however little time there is
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
