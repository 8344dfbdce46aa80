// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.credential.MissingTokenTracker;
import ai.chalk.credentials.credential.TimeBudget;
import ai.chalk.credentials.credential.TokenRevoker;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.policy.ConnectionState;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** One attempt to revoke what a record names, through an open connection. */
record RevocationAttempt(
        ChalkRevocation revocation,
        RecordedTokens tokens,
        ClusterReader around,
        ConnectionState.Link link,
        MissingTokenTracker absences,
        Instant now,
        TimeBudget limit) {

    private static final Logger LOG = Logger.getLogger(RevocationAttempt.class);

    /** Why the revocation is not complete. Empty when Chalk has confirmed that nothing is left. */
    Optional<RevocationObstacle> run() {
        var id = tokens.spec().tokenId();
        try {
            return id == null ? sweep() : revoke(id);
        } catch (ChalkException e) {
            return Optional.of(RevocationObstacle.of(Outcome.Failed.of(e.failure())));
        }
    }

    private TokenRevoker inChalk() {
        return new TokenRevoker(tokens::isRecorded, now, link, absences, id -> false);
    }

    private Instant recently() {
        return now.minus(MissingTokenTracker.BELIEVED);
    }

    private Optional<RevocationObstacle> revoke(String tokenId) throws ChalkException {
        if (around.held(revocation, false).contains(tokenId)) {
            return Optional.of(tokenInUse());
        }
        var stays = around.former(revocation).stream()
                .flatMap(secret -> delete(secret).stream())
                .findFirst();
        if (stays.isPresent()) {
            return stays;
        }
        var outcome = inChalk().revoke(tokens.spec().environmentId(), tokenId, recently());
        return outcome instanceof Outcome.Failed failed ? Optional.of(RevocationObstacle.of(failed)) : Optional.empty();
    }

    /** The Secret is deleted first, so that no workload starts with a value that will become invalid. */
    private Optional<RevocationObstacle> delete(Secret secret) {
        var written = around.delete(secret);
        var reason =
                switch (written.result()) {
                    case DONE -> Optional.<FailureReason>empty();
                    case CONFLICT -> Optional.of(FailureReason.SECRET_MODIFIED);
                    case REFUSED -> Optional.of(FailureReason.KUBERNETES_REFUSED);
                    case DOUBTFUL -> Optional.of(FailureReason.KUBERNETES_UNAVAILABLE);
                };
        var what = "deleting the Secret that holds " + tokens.description() + ": ";
        return reason.map(why -> RevocationObstacle.of(Outcome.Failed.of(why, what + written.message())));
    }

    private RevocationObstacle tokenInUse() {
        var origin = tokens.spec().origin();
        return RevocationObstacle.lasting(
                RevocationReason.TOKEN_IN_USE,
                "the credential " + origin.namespace() + "/" + origin.name() + " or a Secret of it holds "
                        + tokens.description() + " again, so it is not revoked: delete this ChalkRevocation if that is"
                        + " intended, otherwise delete that credential or Secret");
    }

    /** A request of an interrupted attempt may arrive late, so two listings without strays are required. */
    private Optional<RevocationObstacle> sweep() throws ChalkException {
        if (!tokens.hasOwnPrefix()) {
            return Optional.of(foreignPrefix());
        }
        var environment = tokens.spec().environmentId();
        var listing = link.inventory().read(environment, recently());
        var strays = unheld(listing.tokens().stream().filter(tokens::isStray).toList());
        var what = environment + "/" + tokens.spec().tokenNamePrefix();
        if (strays.isEmpty()) {
            return absences.isGone(what, listing.requestedAt()) ? Optional.empty() : Optional.of(again());
        }
        absences.forget(what);
        for (var stray : strays) {
            inChalk().delete(stray.environmentId(), stray.id());
            LOG.infof("stray revoked token=%s clientId=%s name=%s", stray.id(), stray.clientId(), stray.name());
            if (limit.isReached()) {
                break;
            }
        }
        return Optional.of(again());
    }

    private RevocationObstacle foreignPrefix() {
        return RevocationObstacle.of(Outcome.Failed.of(
                FailureReason.TOKEN_NOT_OWNED,
                "this ChalkRevocation names " + tokens.description()
                        + ", which are not those of its credential, so none"
                        + " is touched; revoke by hand what must be revoked, and delete this ChalkRevocation"));
    }

    /** Ids decide which object holds a token. A name only says for which credential it was issued. */
    private List<ServiceToken> unheld(List<ServiceToken> strays) {
        if (strays.isEmpty()) {
            return strays;
        }
        var held = around.held(revocation, true);
        var recorded = around.recorded(revocation);
        Predicate<ServiceToken> isOwned = token -> held.contains(token.id()) || recorded.contains(token.id());
        return strays.stream().filter(isOwned.negate()).toList();
    }

    private RevocationObstacle again() {
        return RevocationObstacle.passing(
                        RevocationReason.WATCHING_FOR_STRAYS,
                        tokens.description() + " are revoked as they appear; the operator lists once more, because a"
                                + " request may arrive late and a listing may lag")
                .waiting(MissingTokenTracker.BELIEVED);
    }
}
