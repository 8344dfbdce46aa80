// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.GrantsDifference;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.RevocationHandover;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.decision.WorkloadName;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.SecretRendering;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.status.StatusAssembler;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Carries out one step that the decision has chosen. It decides only how, never whether. */
final class StepExecutor implements Step.Handler<Outcome> {

    private final ReconcileContext pass;
    private final Connections connections;
    private final Memory memory;
    private final StatusAssembler statuses;
    private final ProcessClock clock;

    /**
     * What reconciliations remember in addition to the status. All of it may be lost at any time: later reconciliations
     * find it out again.
     */
    record Memory(MissingTokenTracker missingTokens, TokenCheckCache tokenChecks, RewriteLoopGuard rewrites) {}

    StepExecutor(
            ReconcileContext pass,
            Connections connections,
            Memory memory,
            StatusAssembler statuses,
            ProcessClock clock) {
        this.pass = pass;
        this.connections = connections;
        this.memory = memory;
        this.statuses = statuses;
        this.clock = clock;
    }

    @Override
    public Outcome issue(Step.Issue step) {
        return inChalk(TokenLocation.of(step.pending()), link -> new TokenIssuer(pass, link.chalk(), statuses, clock)
                .run(step));
    }

    @Override
    public Outcome recordToken(Step.RecordToken step) {
        return step.unexpected()
                ? inChalk(TokenLocation.of(step.token()), link -> confirm(step, link))
                : new Outcome.Done();
    }

    /**
     * Confirms a Secret that the status does not announce: Chalk must list the token under exactly that name, and
     * accept the pair in the Secret.
     */
    private Outcome confirm(Step.RecordToken step, ConnectionState.Link link) throws ChalkException {
        var token = step.token();
        var listing = fresh(link, token.environmentId());
        var listed = revocation(link)
                .confirmed(listing, token.tokenId(), token.clientId())
                .filter(found -> found.name().equals(token.tokenName()));
        var pair = pair(token.secretName());
        if (listed.isEmpty() || pair.isEmpty()) {
            return notGenuine(token.secretName());
        }
        try {
            link.chalk().exchange(pair.get());
            return new Outcome.Done();
        } catch (ChalkException e) {
            if (e.failure().kind() == ChalkFailureKind.UNAUTHENTICATED) {
                return notGenuine(token.secretName());
            }
            throw e;
        }
    }

    /**
     * Confirms the handed-over Secret with Chalk, then rewrites it as one of the operator's own; the next
     * reconciliation records it.
     */
    @Override
    public Outcome adopt(Step.Adopt step) {
        return inChalk(TokenLocation.of(step.token()), link -> {
            var confirmed = confirm(new Step.RecordToken(step.token(), Optional.empty(), true), link);
            return confirmed instanceof Outcome.Done ? rewrite(step.secret(), step.token()) : confirmed;
        });
    }

    @Override
    public Outcome verify(Step.Verify step) {
        var token = step.token();
        return inChalk(TokenLocation.of(token), link -> {
            var pair = pair(token);
            if (pair.isEmpty()) {
                return new Outcome.Fenced();
            }
            var asked = clock.instant();
            try {
                link.chalk().exchange(pair.get());
                memory.tokenChecks().settle(token.tokenId(), notBefore(asked, link, token.environmentId()));
            } catch (ChalkException e) {
                if (e.failure().kind() != ChalkFailureKind.UNAUTHENTICATED) {
                    throw e;
                }
                memory.tokenChecks().refuse(token.tokenId());
            }
            return new Outcome.Done();
        });
    }

    /**
     * Reads a listing that is requested now. The time of the reconciliation would not do: it is truncated to the
     * second, and so earlier than tokens that were created in the same second.
     */
    private TokenListing fresh(ConnectionState.Link link, String environmentId) throws ChalkException {
        return link.inventory().read(environmentId, clock.instant());
    }

    /**
     * Not before the latest listing was requested, so that the listing that caused this check counts as answered even
     * if the clock has been set back since.
     */
    private static Instant notBefore(Instant asked, ConnectionState.Link link, String environmentId) {
        return link.inventory()
                .latest(environmentId)
                .map(TokenListing::requestedAt)
                .filter(asked::isBefore)
                .orElse(asked);
    }

    private static Outcome notGenuine(String secretName) {
        return Outcome.Failed.of(
                FailureReason.SECRET_NOT_GENUINE,
                "Secret " + secretName + " claims to hold a token that Chalk does not confirm; it is replaced");
    }

    @Override
    public Outcome sweep(Step.Sweep step) {
        return inChalk(TokenLocation.of(step.environment()), link -> {
            var listing = fresh(link, step.environment().environmentId());
            boolean finished = new StraySweeper(
                            pass.seen(), Optional.ofNullable(step.environment().since()))
                    .run(revocation(link), listing.tokens(), new TimeBudget(clock));
            return finished ? new Outcome.Done() : new Outcome.Fenced();
        });
    }

    @Override
    public Outcome render(Step.Render step) {
        return replace(step.secret(), step.token(), (found, rendering) -> render(step, found, rendering));
    }

    private Outcome render(Step.Render step, Secret found, SecretRendering rendering) {
        long generation = pass.seen().generation();
        if (memory.rewrites().isFought(step, generation, clock.instant())) {
            return foughtOver(step.token().secretName(), rendering.differences(found));
        }
        var written = pass.store().updateSecret(rendering.replace(found));
        if (written.isDone()) {
            memory.rewrites().note(step, generation, clock.instant());
        }
        var differences = written.object().map(rendering::differences).orElse(List.of());
        return differences.isEmpty()
                ? outcome(written, "writing the Secret")
                : foughtOver(step.token().secretName(), differences);
    }

    private static Outcome foughtOver(String secretName, List<String> differences) {
        return Outcome.Failed.of(
                FailureReason.SECRET_CONFLICT,
                "another writer changes Secret " + secretName + " each time the operator has written it: "
                        + String.join(", ", differences)
                        + ". Find that writer in its metadata.managedFields, or a mutating webhook; the operator writes it"
                        + " again every 10 minutes");
    }

    private Outcome rewrite(SecretView.Ours decidedOn, CurrentToken token) {
        return replace(
                decidedOn,
                token,
                (found, rendering) ->
                        outcome(pass.store().updateSecret(rendering.replace(found)), "writing the Secret"));
    }

    private Outcome replace(
            SecretView.Ours view, CurrentToken token, BiFunction<Secret, SecretRendering, Outcome> write) {
        return decidedOn(view, token)
                .flatMap(found -> rendering(token, found).map(rendering -> write.apply(found, rendering)))
                .orElseGet(Outcome.Fenced::new);
    }

    /** The Secret, if it still has the resourceVersion that was decided on, which also guards the write. */
    private Optional<Secret> decidedOn(SecretView.Ours view, CurrentToken token) {
        var namespace = pass.seen().id().namespace();
        var secret = pass.seen().fresh()
                ? pass.store().readSecret(namespace, token.secretName())
                : pass.store().cachedSecret(namespace, token.secretName());
        return secret.filter(
                found -> view.resourceVersion().equals(found.getMetadata().getResourceVersion()));
    }

    private Optional<SecretRendering> rendering(CurrentToken token, Secret found) {
        return CredentialSecret.pair(found)
                .map(pair -> SecretRendering.of(pass.seen().effective(), token, pair));
    }

    @Override
    public Outcome updateGrants(Step.UpdateGrants step) {
        var token = step.token();
        return inChalk(TokenLocation.of(token), link -> {
            // A listing requested between the beginning of the attempt and the creation of its token would lack the
            // token.
            var listing = link.inventory().read(token.environmentId(), DriftDetector.tellsAfter(token));
            if (TokenRevoker.find(listing, token.tokenId()).isEmpty()) {
                return Outcome.Failed.of(
                        FailureReason.NOT_LISTED,
                        "token " + token.tokenId() + " is not in Chalk's listing, so its grants cannot be changed");
            }
            if (revocation(link)
                    .confirmed(listing, token.tokenId(), token.clientId())
                    .isEmpty()) {
                return TokenRevoker.notOurs(token.tokenId());
            }
            var asked = new NewServiceToken(token.tokenName(), step.grants());
            var answered = link.chalk().updateServiceToken(token.environmentId(), token.clientId(), asked);
            memory.tokenChecks().settle(token.tokenId(), clock.instant());
            return GrantsDifference.describe(step.grants(), answered)
                    .<Outcome>map(difference -> Outcome.Failed.of(
                            FailureReason.GRANTS_NOT_APPLIED,
                            "Chalk gave the token other grants than requested: " + difference))
                    .orElseGet(Outcome.Done::new);
        });
    }

    @Override
    public Outcome restart(Step.Restart step) {
        var written = pass.store().restart(pass.seen().id().namespace(), step.target(), step.revisions());
        return outcome(written, "restarting " + WorkloadName.of(step.target()));
    }

    @Override
    public Outcome handOver(Step.HandOver step) {
        var written = pass.store().createRevocation(RevocationHandover.name(step.left()), step.left());
        return outcome(written, "writing a ChalkRevocation");
    }

    @Override
    public Outcome retire(Step.Retire step) {
        var token = step.token();
        return inChalk(TokenLocation.of(token), link -> {
            var gone = step.formerSecret()
                    .filter(former -> !former.secret().going())
                    .map(this::delete)
                    .orElseGet(Outcome.Done::new);
            var current = pass.seen().status().current();
            var issuedBefore = current == null ? pass.seen().now() : DriftDetector.tellsAfter(current);
            if (!(gone instanceof Outcome.Done)) {
                return gone;
            }
            var revoked = revocation(link).revoke(token.environmentId(), token.tokenId(), issuedBefore);
            if (revoked instanceof Outcome.Done) {
                memory.tokenChecks().forget(token.tokenId());
            }
            return revoked;
        });
    }

    @Override
    public Outcome deleteSecret(Step.DeleteSecret step) {
        return delete(step.secret());
    }

    private Outcome delete(Step.FormerSecret former) {
        var secret = former.secret();
        var written = pass.store().deleteSecret(pass.seen().id().namespace(), former.name(), secret.resourceVersion());
        return outcome(written, "deleting the Secret");
    }

    @Override
    public Outcome release(Step.Release step) {
        return outcome(pass.store().removeFinalizer(pass.latest()), "removing the finalizer");
    }

    private TokenRevoker revocation(ConnectionState.Link link) {
        var seen = pass.seen();
        return new TokenRevoker(
                token -> seen.familyPrefixes().anyMatch(token.name()::startsWith),
                seen.now(),
                link,
                memory.missingTokens(),
                memory.tokenChecks()::isRefused);
    }

    private Optional<ClientCredentials> pair(String secretName) {
        return pass.store().readSecret(pass.seen().id().namespace(), secretName).flatMap(CredentialSecret::pair);
    }

    /**
     * The pair in the Secret, if it is that of the token: another writer may have changed the Secret since the
     * decision, and another pair proves nothing about this token.
     */
    private Optional<ClientCredentials> pair(CurrentToken token) {
        return pair(token.secretName()).filter(found -> CredentialSecret.dataHash(token.tokenName(), found)
                .equals(token.dataHash()));
    }

    private static Outcome outcome(WriteResult<?> written, String what) {
        return switch (written.result()) {
            case DONE -> new Outcome.Done();
            case CONFLICT -> new Outcome.Fenced();
            case REFUSED -> Outcome.Failed.of(FailureReason.KUBERNETES_REFUSED, what + ": " + written.message());
            case DOUBTFUL -> Outcome.Failed.of(FailureReason.KUBERNETES_UNAVAILABLE, what + ": " + written.message());
        };
    }

    /**
     * Calls Chalk through the connection of a location. This is the one place that turns failures of Chalk into
     * outcomes.
     */
    private Outcome inChalk(TokenLocation place, Work work) {
        var key = ConnectionKey.of(place.connection());
        var link = connections.find(key).flatMap(ConnectionState::link);
        if (link.isEmpty()) {
            return Outcome.Failed.of(FailureReason.CHALK_UNAVAILABLE, key + " cannot be used now");
        }
        try {
            return work.with(link.get());
        } catch (ChalkException e) {
            return Outcome.Failed.of(e.failure());
        }
    }

    /** The calls to make through an open connection. */
    @FunctionalInterface
    private interface Work {
        Outcome with(ConnectionState.Link link) throws ChalkException;
    }
}
