// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.CurrentTokenBuilder;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.GrantsDifference;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.decision.FailureReason;
import ai.chalk.credentials.decision.Outcome;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.SecretRendering;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.status.StatusAssembler;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Begins an attempt, issues a token and publishes it, all in one step, because the client secret must exist only in
 * this call and is stored nowhere but in the published Secret. A token that cannot be published is revoked by its id;
 * nothing else is ever revoked here.
 */
final class TokenIssuer {

    /**
     * The waits before each further attempt to verify a new pair, which may take a moment to become valid everywhere in
     * Chalk.
     */
    private static final List<Duration> PATIENCE = List.of(Duration.ofMillis(100), Duration.ofMillis(300));

    /** How often a publication is attempted: another writer may change annotations of the Secret at the same time. */
    private static final int PUBLICATIONS = 5;

    private final ReconcileContext pass;
    private final ChalkApi chalk;
    private final StatusAssembler statuses;
    private final ProcessClock clock;

    TokenIssuer(ReconcileContext pass, ChalkApi chalk, StatusAssembler statuses, ProcessClock clock) {
        this.pass = pass;
        this.chalk = chalk;
        this.statuses = statuses;
        this.clock = clock;
    }

    Outcome run(Step.Issue step) {
        return outage().<Outcome>map(failure -> failure).orElseGet(() -> begin(step));
    }

    /**
     * If an earlier attempt may have left a token, first checks with a harmless call that Chalk answers. Otherwise each
     * attempt during an outage would count towards the issue limit, and the credential would wait for that limit long
     * after Chalk is back.
     */
    private Optional<Outcome.Failed> outage() {
        if (pass.seen().status().pending() == null) {
            return Optional.empty();
        }
        try {
            chalk.whoAmI();
            return Optional.empty();
        } catch (ChalkException e) {
            return Optional.of(Outcome.Failed.of(e.failure()).leaving(Outcome.Trace.NONE));
        }
    }

    private Outcome begin(Step.Issue step) {
        var begun = pass.write(statuses.begin(pass.seen(), step));
        return switch (begun.result()) {
            case DONE -> create(step);
            case CONFLICT -> new Outcome.Fenced();
            case REFUSED ->
                Outcome.Failed.of(FailureReason.KUBERNETES_REFUSED, "writing the status: " + begun.message());
            // No token was created. If the status was written after all, writing the failure meets a conflict and the
            // failure is not stored.
            case DOUBTFUL ->
                Outcome.Failed.of(FailureReason.KUBERNETES_UNAVAILABLE, "writing the status: " + begun.message());
        };
    }

    private Outcome create(Step.Issue step) {
        var pending = step.pending();
        var asked = new NewServiceToken(pending.tokenName(), step.grants());
        IssuedToken issued;
        try {
            issued = chalk.createServiceToken(pending.environmentId(), asked);
        } catch (ChalkException e) {
            return Outcome.Failed.of(e.failure());
        }
        return GrantsDifference.describe(step.grants(), issued.grants())
                .<Outcome>map(difference -> undo(
                        step,
                        issued,
                        Outcome.Failed.of(
                                FailureReason.GRANTS_NOT_APPLIED,
                                "Chalk created the token with other grants than requested: " + difference
                                        + ". Check the spelling, and which of them this version of Chalk supports")))
                .or(() -> verify(issued.credentials()).map(failure -> undo(step, issued, failure)))
                .orElseGet(() -> publish(step, issued));
    }

    /**
     * Verifies the new pair before any workload depends on it. Only a pair that Chalk does not know yet is retried
     * here: any other failure may already have taken long, and fails the attempt.
     */
    private Optional<Outcome.Failed> verify(ClientCredentials pair) {
        var failure = exchange(pair);
        for (var pause : PATIENCE) {
            if (failure.filter(TokenIssuer::isNotKnownYet).isEmpty()) {
                break;
            }
            clock.sleep(pause);
            failure = exchange(pair);
        }
        return failure.map(last -> isNotKnownYet(last)
                ? Outcome.Failed.of(
                        FailureReason.NOT_VERIFIED,
                        "Chalk created the token and then did not accept its client id and secret; it is revoked, and a"
                                + " new one is issued on retry")
                : Outcome.Failed.of(last));
    }

    private Optional<ChalkFailure> exchange(ClientCredentials pair) {
        try {
            chalk.exchange(pair);
            return Optional.empty();
        } catch (ChalkException e) {
            return Optional.of(e.failure());
        }
    }

    private static boolean isNotKnownYet(ChalkFailure failure) {
        return failure.kind() == ChalkFailureKind.UNAUTHENTICATED;
    }

    private Outcome publish(Step.Issue step, IssuedToken issued) {
        var token = provenance(step, issued);
        var rendering = SecretRendering.of(pass.seen().effective(), token, issued.credentials());
        var written = write(step, rendering);
        var what = "writing the Secret: " + written.message();
        return switch (written.result()) {
            case DONE -> new Outcome.Published();
            // While it is unknown whether the Secret was written, nothing is revoked: workloads may already read the
            // token.
            case DOUBTFUL ->
                Outcome.Failed.of(FailureReason.KUBERNETES_UNAVAILABLE, what).leaving(Outcome.Trace.OPEN);
            case REFUSED -> undo(step, issued, Outcome.Failed.of(FailureReason.KUBERNETES_REFUSED, what));
            case CONFLICT -> isPublished(token) ? new Outcome.Published() : undo(step, issued, changed(token));
        };
    }

    /**
     * Whether the Secret holds the new token after all: the Kubernetes client repeats a request whose answer was lost,
     * and the repetition then conflicts with our own first write.
     */
    private boolean isPublished(CurrentToken token) {
        return pass.store()
                .readSecret(pass.seen().id().namespace(), token.secretName())
                .flatMap(found ->
                        CredentialSecret.view(found, pass.seen().effective()).ours())
                .filter(ours -> ours.token().tokenId().equals(token.tokenId()))
                .isPresent();
    }

    private static Outcome.Failed changed(CurrentToken token) {
        return Outcome.Failed.of(
                FailureReason.SECRET_MODIFIED,
                "Secret " + token.secretName() + " was modified by another writer while a token was being issued");
    }

    /**
     * Writes the Secret. An update that conflicts is retried while the Secret still holds the token to be replaced,
     * because then only its metadata has changed.
     */
    private WriteResult<Secret> write(Step.Issue step, SecretRendering rendering) {
        if (step.existing().isEmpty()) {
            return pass.store().createSecret(rendering.create());
        }
        var written = replace(step, rendering);
        for (int attempt = 1; attempt < PUBLICATIONS && written.result() == WriteResult.Result.CONFLICT; attempt++) {
            written = replace(step, rendering);
        }
        return written;
    }

    /**
     * Replaces the Secret only if it is the one that the attempt began with and still holds the revision to be
     * replaced. Only then it is checked that this attempt is still the open one: an attempt that superseded it has
     * published since, and may have revoked our token, even though the Secret looks unchanged because a user has
     * restored it.
     */
    private WriteResult<Secret> replace(Step.Issue step, SecretRendering rendering) {
        var kept = step.existing().orElseThrow();
        var namespace = pass.seen().id().namespace();
        return pass.store()
                .readSecret(namespace, step.pending().secretName())
                .filter(found -> isKept(found, kept) && isStillOpen(step))
                .map(found -> pass.store().updateSecret(rendering.replace(found)))
                .orElseGet(() -> new WriteResult<>(WriteResult.Result.CONFLICT, Optional.empty(), ""));
    }

    private boolean isStillOpen(Step.Issue step) {
        var id = pass.seen().id();
        return pass.store()
                .read(id.namespace(), id.name())
                .filter(found -> found.getMetadata().getUid().equals(id.uid()))
                .map(ChalkServiceCredential::getStatus)
                .map(ChalkServiceCredentialStatus::pending)
                .filter(open -> open.tokenName().equals(step.pending().tokenName()))
                .isPresent();
    }

    private boolean isKept(Secret found, SecretView.Ours kept) {
        return CredentialSecret.view(found, pass.seen().effective())
                .ours()
                .filter(ours -> ours.uid().equals(kept.uid()) && !ours.going())
                .filter(ours -> ours.token().revision().equals(kept.token().revision()))
                .isPresent();
    }

    /** Revokes the token that this attempt has created. If that fails, the attempt stays open and is swept later. */
    private Outcome.Failed undo(Step.Issue step, IssuedToken issued, Outcome.Failed why) {
        try {
            chalk.deleteServiceToken(step.pending().environmentId(), issued.id());
            return why.leaving(Outcome.Trace.UNDONE);
        } catch (ChalkException e) {
            boolean gone = e.failure().kind() == ChalkFailureKind.NOT_FOUND;
            return why.leaving(gone ? Outcome.Trace.UNDONE : Outcome.Trace.OPEN);
        }
    }

    private CurrentToken provenance(Step.Issue step, IssuedToken issued) {
        var pending = step.pending();
        return CurrentTokenBuilder.builder()
                .revision(pending.revision())
                .tokenId(issued.id())
                .tokenName(pending.tokenName())
                .clientId(issued.credentials().clientId())
                .projectId(pending.projectId())
                .projectName(pending.projectName())
                .environmentId(pending.environmentId())
                .environmentName(pending.environmentName())
                .connection(pending.connection())
                .secretName(pending.secretName())
                .reason(pending.reason())
                .issueTime(pending.startTime())
                .dataHash(CredentialSecret.dataHash(pending.tokenName(), issued.credentials()))
                .grantsHash(pending.grantsHash())
                .publishTime(nextSecond())
                .build();
    }

    /**
     * The publish time: the time of writing the Secret rather than of the start of the reconciliation, because Chalk
     * may have been slow since. Rounded up, because Kubernetes reports the start of containers in whole seconds, and a
     * container that started just before must not look as if it had started afterwards.
     */
    private Instant nextSecond() {
        var now = clock.instant();
        var whole = now.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(now) ? whole : whole.plusSeconds(1);
    }
}
