// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.policy.ConnectionState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Changes or revokes a token in Chalk only after Chalk's own listing has shown it under a name of this credential: ids
 * in statuses and annotations can be forged by every user who may write those (docs/design.md, "Trust").
 */
public final class TokenRevoker {

    private final Predicate<ServiceToken> ours;
    private final Instant now;
    private final ConnectionState.Link link;
    private final MissingTokenTracker absences;
    private final Predicate<String> refused;

    /**
     * Creates a revoker that calls Chalk through that link.
     *
     * @param ours whether a listed token was made for the credential in question
     * @param refused whether Chalk is known to reject the pair of the token with this id
     */
    public TokenRevoker(
            Predicate<ServiceToken> ours,
            Instant now,
            ConnectionState.Link link,
            MissingTokenTracker absences,
            Predicate<String> refused) {
        this.ours = ours;
        this.now = now;
        this.link = link;
        this.absences = absences;
        this.refused = refused;
    }

    /** Revokes a token by its id if it belongs to this credential. A token that is already gone counts as revoked. */
    public Outcome revoke(String environmentId, String tokenId, Instant issuedBefore) throws ChalkException {
        var listing = link.inventory().read(environmentId, issuedBefore);
        var token = find(listing, tokenId);
        if (token.isEmpty()) {
            // Neither listed nor accepted by Chalk: these two findings prove as much as two listings.
            return refused.test(tokenId) ? new Outcome.Done() : absent(environmentId, tokenId);
        }
        if (!ours.test(token.get())) {
            return notOurs(tokenId);
        }
        delete(environmentId, tokenId);
        absences.forget(tokenId);
        return new Outcome.Done();
    }

    /** The listed token of that id, if it is listed under a name of this credential and with that client id. */
    Optional<ServiceToken> confirmed(TokenListing listing, String tokenId, String clientId) {
        return find(listing, tokenId).filter(ours).filter(token -> token.clientId()
                .equals(clientId));
    }

    /** Revokes a token that is known to belong to this credential. A token that is already gone counts as revoked. */
    public void delete(String environmentId, String tokenId) throws ChalkException {
        try {
            link.chalk().deleteServiceToken(environmentId, tokenId);
        } catch (ChalkException e) {
            if (e.failure().kind() != ChalkFailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private Outcome absent(String environmentId, String tokenId) throws ChalkException {
        var listing = link.inventory().read(environmentId, now.minus(MissingTokenTracker.BELIEVED));
        var token = find(listing, tokenId);
        if (token.isPresent()) {
            return Outcome.Failed.of(
                    FailureReason.NOT_LISTED, "token " + tokenId + " appeared in Chalk's listing only now");
        }
        if (absences.isGone(tokenId, listing.requestedAt())) {
            return new Outcome.Done();
        }
        return new Outcome.Failed(
                FailureReason.NOT_LISTED,
                "token " + tokenId
                        + " is not in Chalk's listing; because listings may lag, the operator lists once more before the"
                        + " token counts as revoked",
                Optional.of(MissingTokenTracker.BELIEVED),
                Outcome.Trace.NONE);
    }

    static Outcome.Failed notOurs(String tokenId) {
        return Outcome.Failed.of(
                FailureReason.TOKEN_NOT_OWNED,
                "Chalk lists token " + tokenId
                        + " under a name or client id that is not this credential's, so the operator does not touch it."
                        + " Find out who wrote its id to the status or Secret; revoke by hand what must be revoked");
    }

    /** The listed token of that id, under any name. */
    static Optional<ServiceToken> find(TokenListing listing, String tokenId) {
        return listing.tokens().stream()
                .filter(token -> token.id().equals(tokenId))
                .findFirst();
    }
}
