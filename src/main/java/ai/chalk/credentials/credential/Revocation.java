// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.Listing;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.connection.ConnectionState;
import ai.chalk.credentials.credential.decision.FailureReason;
import ai.chalk.credentials.credential.decision.Observation;
import ai.chalk.credentials.credential.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Touches a token in Chalk only after Chalk's own listing has shown it under a name of this very credential: ids in statuses
 * and annotations can be forged by whoever may write those (design: Trust).
 */
final class Revocation {

    /** One listing without a token may be a stale one; two, this far apart, are believed. */
    static final Duration ABSENCE = Duration.ofMinutes(1);

    private final Observation seen;
    private final ConnectionState.Link link;
    private final Memory memory;

    Revocation(Observation seen, ConnectionState.Link link, Memory memory) {
        this.seen = seen;
        this.link = link;
        this.memory = memory;
    }

    /** Revokes a token by its id, if it is ours; one that is gone already is done. */
    Outcome revoke(String environmentId, String tokenId, Instant issuedBefore) throws ChalkException {
        var listing = link.inventory().read(environmentId, issuedBefore);
        var token = find(listing, tokenId);
        if (token.isEmpty()) {
            // Neither listed nor accepted: two witnesses are as good as two listings.
            return memory.verdicts().isRefused(tokenId) ? new Outcome.Done() : absent(environmentId, tokenId);
        }
        if (!isOurs(token.get())) {
            return notOurs(tokenId);
        }
        delete(environmentId, tokenId);
        memory.absences().forget(tokenId);
        return new Outcome.Done();
    }

    /** The listed token of that id, if it is listed under a name of this credential with that client id. */
    Optional<ServiceToken> confirmed(Listing listing, String tokenId, String clientId) {
        return find(listing, tokenId).filter(this::isOurs).filter(token -> token.clientId()
                .equals(clientId));
    }

    void delete(String environmentId, String tokenId) throws ChalkException {
        try {
            link.chalk().deleteServiceToken(environmentId, tokenId);
        } catch (ChalkException e) {
            if (e.failure().kind() != ChalkFailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private Outcome absent(String environmentId, String tokenId) throws ChalkException {
        var listing = link.inventory().read(environmentId, seen.now().minus(ABSENCE));
        var token = find(listing, tokenId);
        if (token.isPresent()) {
            return Outcome.Failed.of(
                    FailureReason.NOT_LISTED, "token " + tokenId + " appears in Chalk's listing only now");
        }
        var since = memory.absences().since(tokenId, listing.requestedAt());
        if (!listing.requestedAt().isBefore(since.plus(ABSENCE))) {
            memory.absences().forget(tokenId);
            return new Outcome.Done();
        }
        return new Outcome.Failed(
                FailureReason.NOT_LISTED,
                "token " + tokenId
                        + " is not in Chalk's listing; looked for once more, as listings may lag, before it counts"
                        + " as revoked",
                Optional.of(ABSENCE),
                Outcome.Trace.NONE);
    }

    static Outcome.Failed notOurs(String tokenId) {
        return Outcome.Failed.of(
                FailureReason.TOKEN_NOT_OURS,
                "Chalk lists token " + tokenId
                        + " under a name that is not this credential's, so it is not touched. Somebody"
                        + " has written its id into our status or Secret; revoke by hand what must be revoked");
    }

    /** The listed token of that id, whoever's it is. */
    static Optional<ServiceToken> find(Listing listing, String tokenId) {
        return listing.tokens().stream()
                .filter(token -> token.id().equals(tokenId))
                .findFirst();
    }

    private boolean isOurs(ServiceToken token) {
        return seen.familyPrefixes().anyMatch(token.name()::startsWith);
    }
}
