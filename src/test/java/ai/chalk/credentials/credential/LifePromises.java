// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.kubernetes.Names;
import ai.chalk.credentials.kubernetes.Provenance;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Watches every effect and breaks off a life in which one of the design's promises is broken. A promise about a state is
 * checked by each effect that could break it.
 */
final class LifePromises {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final LifeWorld world;
    private final LifeDisturbances disturbances;
    private final LifeRevocations revocations;
    private final Map<String, String> published = new HashMap<>();
    private final Map<String, List<Instant>> creations = new HashMap<>();
    private final StringBuilder told = new StringBuilder();
    private long readySince;

    LifePromises(LifeWorld world) {
        this.world = world;
        this.disturbances = new LifeDisturbances(world);
        this.revocations = new LifeRevocations(world, disturbances);
    }

    static void hold(boolean kept, String otherwise) {
        if (!kept) {
            throw new LifeViolation(otherwise);
        }
    }

    LifeDisturbances disturbances() {
        return disturbances;
    }

    /** Everything that statuses and events have said. */
    String told() {
        return told.toString();
    }

    void said(String text) {
        told.append(text).append('\n');
    }

    /** Promise 8: whatever the cause, no more creations in an hour than the limit. */
    void creating(LifeProcess process, String tokenName) {
        hold(!disturbances.terminatedBefore(process), "a token is created for a namespace that is going");
        var incarnation = tokenName.substring(0, tokenName.lastIndexOf('/'));
        var times = creations.computeIfAbsent(incarnation, any -> new ArrayList<>());
        times.add(process.passTime());
        long recent = times.stream()
                .filter(process.passTime().minus(WINDOW)::isBefore)
                .filter(time -> !time.isAfter(process.passTime()))
                .count();
        boolean restored = uid().filter(disturbances::isRestored).isPresent();
        hold(restored || recent <= LifeProcess.LIMITS.issueLimit(), "promise 8: " + recent + " creations in an hour");
    }

    void updating(String clientId) {
        hold(
                world.tokens.all().stream()
                        .anyMatch(token -> token.pair.clientId().equals(clientId)),
                "promise 11: somebody else's token is changed");
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
                    "promise 11: a Secret is overwritten that is not this credential's");
            hold(
                    old.get().token().revision() <= provenance.token().revision(),
                    "promise 6: revision " + old.get().token().revision() + " is overwritten by an earlier one");
        });
        var token = world.tokens.in(after).orElseThrow();
        var earlier = published.putIfAbsent(
                provenance.credentialUid() + "/" + provenance.token().revision(), token.id);
        hold(
                earlier == null || earlier.equals(token.id) || disturbances.isRestored(provenance.credentialUid()),
                "promise 6: two tokens are published under revision "
                        + provenance.token().revision());
        boolean overtaken = token.revoked && (!revocations.isLive(token) || disturbances.during(process, name));
        hold(!token.revoked || overtaken, "promise 1: " + token.label + " is published after it was revoked");
        if (overtaken) {
            disturbances.overtaken(name);
        } else if (!before.flatMap(world.tokens::in).equals(Optional.of(token))) {
            disturbances.written(name);
        }
        if (disturbances.during(process, name) && !world.tokens.isAwaited(token)) {
            token.excuse = "published by a superseded process where a user had deleted what its successor published";
        }
        revocations.published(token, provenance, disturbances.during(process, name));
    }

    private static boolean isHandedOver(Secret secret) {
        return secret.getMetadata().getAnnotations().containsKey(Names.ADOPT_ANNOTATION);
    }

    static Optional<Provenance> provenance(Secret secret) {
        return Provenance.parse(
                Objects.requireNonNullElse(secret.getMetadata().getAnnotations(), Map.<String, String>of())
                        .get(Names.TOKEN_ANNOTATION));
    }

    /** Promises 1 and 11: only ours, and never the one that workloads start with. */
    void secretDeleted(Secret secret) {
        var credential = world.credential().orElseThrow();
        var provenance = provenance(secret);
        hold(
                provenance
                        .filter(found -> found.credentialUid()
                                .equals(credential.getMetadata().getUid()))
                        .isPresent(),
                "promise 11: a Secret is deleted that is not this credential's");
        var status = credential.getStatus();
        boolean current = status.current() != null
                && status.current().tokenId().equals(provenance.get().token().tokenId());
        hold(
                credential.getMetadata().getDeletionTimestamp() != null || !current,
                "promise 1: the Secret of the current token is deleted");
    }

    /** What is kept outlives its credential, whatever becomes of the Secret. */
    void released(ChalkServiceCredential credential) {
        Optional.of(credential)
                .filter(found -> LifeWorld.effective(found).deletionPolicy() == DeletionPolicy.RETAIN)
                .flatMap(found -> Optional.ofNullable(found.getStatus()))
                .flatMap(status -> Optional.ofNullable(status.current()))
                .flatMap(current -> world.tokens.find(current.tokenId()))
                .ifPresent(token -> token.excuse = "kept, as the policy is Retain");
    }

    /** Promise 9: a credential that nobody has disturbed stays Ready, whatever becomes of Chalk. */
    void statusWritten(LifeProcess process, ChalkServiceCredential before, ChalkServiceCredential after) {
        said(String.valueOf(after.getStatus()));
        Optional.ofNullable(after.getStatus().current())
                .flatMap(current -> world.tokens.find(current.tokenId()))
                .ifPresent(token -> token.adopted = true);
        boolean ready = isReady(after);
        if (ready && isUsable(after)) {
            readySince = world.happened();
        }
        boolean excused = before.getMetadata().getDeletionTimestamp() != null
                || disturbances.since(readySince)
                || process.store.secrets.lags();
        hold(
                ready || !isReady(before) || excused || !isUsable(after),
                "promise 9: Ready is lost though nothing has happened to Secret and token");
    }

    /** Whether what a status says of itself is so. */
    private boolean isUsable(ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getStatus().current())
                .filter(current -> world.secret(current.secretName())
                        .flatMap(world.tokens::in)
                        .filter(token -> token.id.equals(current.tokenId()) && token.alive())
                        .isPresent())
                .isPresent();
    }

    static boolean isReady(ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getStatus())
                .map(status -> Lists.of(status.conditions()))
                .orElse(List.of())
                .stream()
                .filter(condition -> condition.type().equals("Ready"))
                .map(Condition::status)
                .anyMatch(ConditionStatus.TRUE::equals);
    }

    private Optional<String> uid() {
        return world.credential().map(found -> found.getMetadata().getUid());
    }
}
