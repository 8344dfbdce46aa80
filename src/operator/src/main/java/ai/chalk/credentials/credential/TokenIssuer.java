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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Begin, issue, publish: one step, because the secret must not outlive its stack frame. What this attempt has created is
 * revoked by its id if it cannot be published; nothing else is ever revoked here.
 */
final class TokenIssuer {

    /** A new pair may take a moment to be known everywhere in Chalk: how long it is waited for before each further try. */
    private static final List<Duration> PATIENCE = List.of(Duration.ofMillis(100), Duration.ofMillis(300));

    /** Somebody may be annotating the Secret while we replace it; not for ever. */
    private static final int PUBLICATIONS = 5;

    private final ReconcileContext pass;
    private final ChalkApi chalk;
    private final StatusAssembler statuses;
    private final InstantSource clock;
    private final Consumer<Duration> pauses;

    TokenIssuer(
            ReconcileContext pass,
            ChalkApi chalk,
            StatusAssembler statuses,
            InstantSource clock,
            Consumer<Duration> pauses) {
        this.clock = clock;
        this.pauses = pauses;
        this.pass = pass;
        this.chalk = chalk;
        this.statuses = statuses;
    }

    Outcome run(Step.Issue step) {
        return outage().<Outcome>map(failure -> failure).orElseGet(() -> begin(step));
    }

    /**
     * After an attempt of which a token may be left, Chalk must answer something harmless first: each attempt of an outage would
     * count towards the issue limit otherwise, and the credential wait for its end long after Chalk is back.
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
            // Nothing is created. If it was written after all, the failure meets it as a conflict, and is not.
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
                                "Chalk created the token otherwise than it was asked to: " + difference
                                        + ". Check the spelling against what this Chalk version knows")))
                .or(() -> verify(issued.credentials()).map(failure -> undo(step, issued, failure)))
                .orElseGet(() -> publish(step, issued));
    }

    /**
     * Tries the new pair before anybody depends on it. Only a pair that is not known yet is tried again: whatever else fails may
     * have hung for long, and fails the attempt.
     */
    private Optional<Outcome.Failed> verify(ClientCredentials pair) {
        var failure = exchange(pair);
        for (var pause : PATIENCE) {
            if (failure.filter(TokenIssuer::isNotKnownYet).isEmpty()) {
                break;
            }
            pauses.accept(pause);
            failure = exchange(pair);
        }
        return failure.map(last -> isNotKnownYet(last)
                ? Outcome.Failed.of(
                        FailureReason.NOT_VERIFIED,
                        "Chalk created the token and then did not accept its client id and secret; it is revoked and a"
                                + " new one is tried")
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
            // In doubt nothing is revoked: the Secret may be there.
            case DOUBTFUL ->
                Outcome.Failed.of(FailureReason.KUBERNETES_UNAVAILABLE, what).leaving(Outcome.Trace.OPEN);
            case REFUSED -> undo(step, issued, Outcome.Failed.of(FailureReason.KUBERNETES_REFUSED, what));
            case CONFLICT -> isPublished(token) ? new Outcome.Published() : undo(step, issued, changed(token));
        };
    }

    /**
     * Whether the Secret holds our token after all: the Kubernetes client repeats a request whose answer was lost, and then it
     * is our own write that the repetition meets.
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
                FailureReason.SECRET_CHANGED,
                "Secret " + token.secretName() + " was changed by somebody else while a token was being issued");
    }

    /** A Secret that still holds what was to be replaced is tried again: somebody may have touched its metadata. */
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
     * Guarded by what Begin read: the same Secret, still with the revision that is to be replaced. Whether this attempt is still
     * the open one is asked after that: who has superseded it has published since, and may have revoked our token, though the
     * Secret looks as it did because somebody has restored it.
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

    /** Revokes what this very attempt has created; where that fails, the attempt stays open and will be swept. */
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
     * When the Secret is written: not when the pass began, as Chalk may have been slow since. Rounded up, as containers tell
     * whole seconds of their start, and one that started just before must not look as if it had started after.
     */
    private Instant nextSecond() {
        var now = clock.instant();
        var whole = now.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(now) ? whole : whole.plusSeconds(1);
    }
}
