// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.decision.Step;
import ai.chalk.credentials.kubernetes.Provenance;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Observes every effect, and ends a life in which a promise of docs/design.md is broken. A promise about a state is checked
 * at each effect that could break it.
 */
final class LifePromises {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final LifeWorld world;
    private final LifeDisturbances disturbances;
    private final LifeRevocations revocations;
    private final Map<String, String> published = new HashMap<>();
    private final Map<String, List<Creation>> creations = new HashMap<>();
    private final Set<String> announced = new HashSet<>();
    private final StringBuilder told = new StringBuilder();
    private long readySince;

    /** An attempt to create a token: the clock time and the logical time at which its reconciliation began. */
    private record Creation(Instant time, long moment) {}

    LifePromises(LifeWorld world) {
        this.world = world;
        this.disturbances = new LifeDisturbances(world);
        this.revocations = new LifeRevocations(world, disturbances);
    }

    static void hold(boolean kept, LifePromise promise, String otherwise) {
        if (!kept) {
            throw new LifeViolation(promise, otherwise);
        }
    }

    LifeDisturbances disturbances() {
        return disturbances;
    }

    /** All texts of statuses and events. */
    String told() {
        return told.toString();
    }

    void said(String text) {
        told.append(text).append('\n');
    }

    /** docs/design.md, promise 8: no more creations in an hour than the limit, whatever causes them. */
    void creating(LifeProcess process, String tokenName) {
        hold(
                !disturbances.terminatedBefore(process),
                LifePromise.NOT_IN_VAIN,
                "a token is created for a namespace that is being deleted");
        hold(
                announced.contains(tokenName),
                LifePromise.NOTHING_LEFT,
                "a token is created that no status has announced");
        var incarnation = tokenName.substring(0, tokenName.lastIndexOf('/'));
        var times = creations.computeIfAbsent(incarnation, any -> new ArrayList<>());
        // The status stores whole seconds.
        var now = process.passTime().truncatedTo(ChronoUnit.SECONDS);
        times.add(new Creation(now, process.passBegan()));
        // A status that a user restored does not count creations from before that.
        long restored = disturbances.restored(tokenName);
        long recent = times.stream()
                .filter(creation -> creation.moment() > restored)
                .map(Creation::time)
                .filter(now.minus(WINDOW)::isBefore)
                .filter(time -> !time.isAfter(now))
                .count();
        hold(recent <= LifeProcess.LIMITS.issueLimit(), LifePromise.ISSUE_LIMIT, "" + recent + " creations in an hour");
    }

    void updating(String clientId) {
        hold(
                world.tokens.all().stream()
                        .anyMatch(token -> token.pair.clientId().equals(clientId)),
                LifePromise.NOT_OURS,
                "a token of another owner is changed");
    }

    void revoking(LifeProcess process, String tokenId) {
        revocations.check(process, tokenId);
    }

    void secretWritten(LifeProcess process, Optional<Secret> before, Secret after) {
        var name = after.getMetadata().getName();
        var provenance = provenance(after).orElseThrow();
        before.ifPresent(found -> {
            var old = provenance(found);
            hold(
                    old.filter(ours -> ours.credentialUid().equals(provenance.credentialUid()) || isHandedOver(found))
                            .isPresent(),
                    LifePromise.NOT_OURS,
                    "a Secret is overwritten that is not this credential's");
            hold(
                    old.get().token().revision() <= provenance.token().revision(),
                    LifePromise.REVISIONS,
                    "revision " + old.get().token().revision() + " is overwritten by an earlier one");
        });
        var token = world.tokens.in(after).orElseThrow();
        var earlier = published.putIfAbsent(
                provenance.credentialUid() + "/" + provenance.token().revision(), token.id);
        hold(
                earlier == null || earlier.equals(token.id) || isReused(token, earlier),
                LifePromise.REVISIONS,
                "two tokens are published under revision " + provenance.token().revision());
        boolean overtaken = token.revoked && (!revocations.isLive(token) || disturbances.touchedDuring(process, name));
        hold(
                !token.revoked || overtaken,
                LifePromise.USABLE_SECRET,
                "" + token.label + " is published after it was revoked");
        if (overtaken) {
            disturbances.overtaken(name);
        } else if (!before.flatMap(world.tokens::in).equals(Optional.of(token))) {
            disturbances.written(name);
        }
        if (disturbances.unseenBy(process, name) && !world.tokens.isAwaited(token)) {
            token.excuse = "published by a superseded process where a user had deleted what its successor published";
        }
        revocations.published(token, provenance, disturbances.unseenBy(process, name));
    }

    /**
     * Whether a revision may be used twice because a user restored an older status, which counts from an older
     * revision.
     */
    private boolean isReused(LifeTokens.Token token, String earlier) {
        long restored = disturbances.restored(token.name);
        return token.begun < restored || world.tokens.find(earlier).orElseThrow().begun < restored;
    }

    private static boolean isHandedOver(Secret secret) {
        return secret.getMetadata().getAnnotations().containsKey(WellKnownNames.ADOPT_ANNOTATION);
    }

    static Optional<Provenance> provenance(Secret secret) {
        return Provenance.parse(
                Objects.requireNonNullElse(secret.getMetadata().getAnnotations(), Map.<String, String>of())
                        .get(WellKnownNames.TOKEN_ANNOTATION));
    }

    /**
     * docs/design.md, promises 1 and 11: only Secrets of this credential are deleted, and not the one of the current token, which new
     * pods read.
     */
    void secretDeleted(LifeProcess process, Secret secret) {
        var credential = world.credential().orElseThrow();
        var provenance = provenance(secret);
        hold(
                provenance
                        .filter(found -> found.credentialUid()
                                .equals(credential.getMetadata().getUid()))
                        .isPresent(),
                LifePromise.NOT_OURS,
                "a Secret is deleted that is not this credential's");
        boolean current = Optional.ofNullable(credential.getStatus())
                .flatMap(status -> Optional.ofNullable(status.current()))
                .filter(held -> held.tokenId().equals(provenance.get().token().tokenId()))
                .isPresent();
        hold(
                credential.getMetadata().getDeletionTimestamp() != null
                        || !current
                        || process.beganBefore(disturbances.last()),
                LifePromise.USABLE_SECRET,
                "the Secret of the current token is deleted");
    }

    /** A retained token outlives its credential, whether or not the Secret still exists. */
    void released(ChalkServiceCredential credential) {
        if (LifeWorld.effective(credential).deletionPolicy() != DeletionPolicy.RETAIN) {
            return;
        }
        var current = Optional.ofNullable(credential.getStatus())
                .flatMap(status -> Optional.ofNullable(status.current()))
                .map(CurrentToken::tokenId);
        // A Secret that a user has changed may name a token that is in no status.
        var named = world.cluster.list(Secret.class).stream()
                .flatMap(secret -> provenance(secret).stream())
                .filter(found ->
                        found.credentialUid().equals(credential.getMetadata().getUid()))
                .map(found -> found.token().tokenId());
        // Predecessors are revoked after their overlap, including those whose Secret remained after a rename.
        var recorded = world.cluster.list(ChalkRevocation.class).stream()
                .map(revocation -> revocation.getSpec().tokenId())
                .collect(Collectors.toSet());
        Stream.concat(current.stream(), named)
                .filter(id -> !recorded.contains(id))
                .flatMap(id -> world.tokens.find(id).stream())
                .forEach(token -> {
                    token.excuse = "kept, as the policy is Retain";
                    token.kept = true;
                });
    }

    /** docs/design.md, promise 9: a credential that no user has disturbed stays Ready, even during an outage of Chalk. */
    void statusWritten(LifeProcess process, ChalkServiceCredential before, ChalkServiceCredential after) {
        said(String.valueOf(after.getStatus()));
        isGuarded(before, after);
        Optional.ofNullable(after.getStatus().current())
                .flatMap(current -> world.tokens.find(current.tokenId()))
                .ifPresent(token -> isRecorded(token, after));
        excuse(process, after.getStatus());
        Optional.ofNullable(after.getStatus().pending())
                .map(PendingToken::tokenName)
                .ifPresent(announced::add);
        requestsAreCarriedOut(after);
        boolean ready = isReady(after);
        hold(
                !ready || holdsCurrent(after) || isUnseen(process, after),
                LifePromise.READINESS,
                "Ready though the Secret does not hold the current token");
        if (ready && isUsable(after)) {
            readySince = world.happened();
        }
        boolean excused = before.getMetadata().getDeletionTimestamp() != null
                || disturbances.since(readySince)
                || process.store.secrets.lags();
        hold(
                ready || !isReady(before) || excused || !isUsable(after),
                LifePromise.READINESS,
                "Ready is lost though nothing has happened to Secret and token");
    }

    /**
     * docs/design.md, promise 3: no attempt begins without a finalizer, because its token could not be cleaned up if the credential
     * were deleted.
     */
    private static void isGuarded(ChalkServiceCredential before, ChalkServiceCredential after) {
        var open = Optional.ofNullable(before.getStatus()).map(ChalkServiceCredentialStatus::pending);
        boolean begins = after.getStatus().pending() != null
                && !Optional.of(after.getStatus().pending()).equals(open);
        hold(
                !begins || before.hasFinalizer(WellKnownNames.FINALIZER),
                LifePromise.NOTHING_LEFT,
                "an attempt begins without a finalizer");
    }

    /** Excuses tokens that a listing could not show and that the operator therefore no longer looks for. */
    private void excuse(LifeProcess process, ChalkServiceCredentialStatus after) {
        if (process.step() instanceof Step.Sweep sweep) {
            world.tokens.swept(process, sweep.environment(), after);
        }
        if (process.step() instanceof Step.Retire retire
                && !names(after, retire.token().tokenId())) {
            world.tokens.retired(process, retire.token().tokenId());
        }
    }

    private static boolean names(ChalkServiceCredentialStatus status, String tokenId) {
        return Stream.concat(
                        Optional.ofNullable(status.current()).map(CurrentToken::tokenId).stream(),
                        status.retiring().stream().map(RetiringToken::tokenId))
                .anyMatch(tokenId::equals);
    }

    private void isRecorded(LifeTokens.Token token, ChalkServiceCredential credential) {
        world.tokens.recorded(token);
        var current = Objects.requireNonNull(credential.getStatus().current());
        hold(
                current.environmentId().equals(token.environmentId),
                LifePromise.ENVIRONMENT,
                token.label + " is recorded in another environment than its own");
    }

    /**
     * Once a leak counts as handled, a leaked token is neither current nor in an overlap. After a user has restored an
     * older status, a new request cannot be told from an old one: requests that exist when the first token is issued
     * count as handled.
     */
    private void requestsAreCarriedOut(ChalkServiceCredential credential) {
        var status = credential.getStatus();
        var asked = Objects.requireNonNullElse(credential.getMetadata().getAnnotations(), Map.<String, String>of())
                .get(WellKnownNames.REVOKE_ANNOTATION);
        boolean handled = Optional.ofNullable(status.rotation())
                .map(RotationStatus::handledRevokeRequest)
                .filter(text -> text.equals(asked))
                .isPresent();
        var spared = Stream.concat(
                Optional.ofNullable(status.current()).map(CurrentToken::tokenId).stream(),
                status.retiring().stream()
                        .filter(token -> !Boolean.TRUE.equals(token.immediate()))
                        .map(RetiringToken::tokenId));
        hold(
                !handled || spared.flatMap(id -> world.tokens.find(id).stream()).noneMatch(this::isKnownAsLeaked),
                LifePromise.LEAKS,
                "a leak counts as handled, and what has leaked is spared");
    }

    /** Whether a leak of the token was reported, and no restored status has lost the token or the report since. */
    boolean isKnownAsLeaked(LifeTokens.Token token) {
        return token.leakedAt > disturbances.restored(token.name) && !disturbances.isForgotten(token);
    }

    /** A user reported that the token leaked. */
    void leaked(LifeTokens.Token token) {
        token.leakedAt = world.happened();
    }

    /** Whether the current token is in its Secret and valid. */
    boolean isUsable(ChalkServiceCredential credential) {
        return current(credential).filter(LifeTokens.Token::alive).isPresent();
    }

    private boolean holdsCurrent(ChalkServiceCredential credential) {
        return current(credential).isPresent();
    }

    /** The current token, if it is in its Secret. */
    private Optional<LifeTokens.Token> current(ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getStatus().current())
                .flatMap(current -> world.secret(current.secretName())
                        .filter(secret -> secret.getMetadata().getDeletionTimestamp() == null)
                        .flatMap(world.tokens::in)
                        .filter(token -> token.id.equals(current.tokenId())));
    }

    /**
     * Whether the reconciliation may not have seen the latest change of the Secret. That of a deleted credential does
     * not matter.
     */
    private boolean isUnseen(LifeProcess process, ChalkServiceCredential credential) {
        return credential.getMetadata().getDeletionTimestamp() != null
                || process.store.secrets.lags()
                || process.beganBefore(disturbances.last());
    }

    static boolean isReady(ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getStatus()).map(status -> status.conditions()).orElse(List.of()).stream()
                .filter(condition -> condition.type().equals("Ready"))
                .map(Condition::status)
                .anyMatch(ConditionStatus.TRUE::equals);
    }
}
