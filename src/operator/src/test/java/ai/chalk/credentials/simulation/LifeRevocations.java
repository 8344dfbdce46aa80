// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.DeletionPolicy;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.decision.IssueReason;
import ai.chalk.credentials.kubernetes.Provenance;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The promises about when a token may be revoked, and how many may be valid: 1, 4, 5 and 11. */
final class LifeRevocations {

    private static final Duration OVERLAP = Duration.ofHours(1);

    private final LifeWorld world;
    private final LifeDisturbances disturbances;

    LifeRevocations(LifeWorld world, LifeDisturbances disturbances) {
        this.world = world;
        this.disturbances = disturbances;
    }

    /** Notes that a token was published; the token that was in the Secret now has a successor. */
    void published(LifeTokens.Token token, Provenance provenance, boolean overtaken) {
        if (token.published) {
            return;
        }
        token.published = true;
        token.publishedAt = world.happened();
        token.home = provenance.token().secretName();
        var reason = reason(provenance);
        var all = world.tokens.alive().stream()
                .filter(other -> other.published && other != token)
                .filter(other -> other.prefix().equals(token.prefix()))
                .toList();
        var others = all.stream().filter(other -> !isSpoilt(other)).toList();
        // While the credential is being deleted its Secret is already gone, and all of its tokens are revoked.
        LifePromises.hold(
                !isLive(token) || others.size() <= 1 || isNeeded(reason, token, others) || overtaken,
                LifePromise.TWO_PUBLISHED,
                "" + token.label + " is published while " + others + " live");
        var time = Optional.ofNullable(provenance.token().publishTime()).orElse(Instant.MAX);
        all.stream().filter(other -> other.revision() < token.revision()).forEach(other -> {
            boolean first = other.succeeded == null || time.isBefore(other.succeeded);
            other.succeeded = first ? time : other.succeeded;
            other.succeededAt = other.succeededAt == 0 ? token.publishedAt : other.succeededAt;
            other.worthless |= reason == IssueReason.LEAKED;
        });
    }

    /** A repair may be published although two tokens are valid, but only if there is something to repair. */
    private boolean isNeeded(IssueReason reason, LifeTokens.Token token, List<LifeTokens.Token> others) {
        var newest = others.stream().mapToLong(other -> other.publishedAt).max().orElse(0);
        return switch (reason) {
            case LEAKED, REVOKED_IN_CHALK -> true;
            case SECRET_LOST, SECRET_TAMPERED -> disturbances.secretSince(newest);
            // The name of the Secret was changed and changed back: that Secret still held a predecessor.
            case SECRET_RENAMED -> others.stream().anyMatch(other -> Objects.equals(other.home, token.home));
            default -> false;
        };
    }

    /**
     * Whether the operator may not know that the token was published: a stale listing lacked it, a user overwrote the
     * Secret before the operator had recorded its token, or a restored status has lost it.
     */
    private boolean isSpoilt(LifeTokens.Token token) {
        boolean unknown = !token.recorded
                && (token.overlooked || !token.excuse.isEmpty() || disturbances.secretSince(token.publishedAt));
        return unknown || disturbances.isForgotten(token);
    }

    private static IssueReason reason(Provenance provenance) {
        return Arrays.stream(IssueReason.values())
                .filter(reason -> reason.word().equals(provenance.token().reason()))
                .findFirst()
                .orElseThrow();
    }

    /** Called before Chalk deletes a token for the operator. */
    void check(LifeProcess process, String tokenId) {
        var known = world.tokens.find(tokenId);
        LifePromises.hold(known.isPresent(), LifePromise.NOT_OURS, "a token of another owner is revoked");
        var token = known.orElseThrow();
        LifePromises.hold(!token.kept, LifePromise.RETENTION, token.label + " is revoked, which the policy keeps");
        if (!token.alive()) {
            return;
        }
        checkSecrets(process, token);
        checkRetention(process, token);
        if (token.published && isLive(token) && !isSpoilt(token)) {
            checkOverlap(process, token);
        }
        token.revoked = true;
    }

    /** docs/design.md, promise 10: the operator waits only for a bounded time for a Secret that is not deleted. */
    private static boolean hasWaited(LifeProcess process, ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getMetadata().getDeletionTimestamp())
                .map(deleted -> Instant.parse(deleted).plus(LifeProcess.LIMITS.revocationHandover()))
                .filter(end -> !process.passTime().isBefore(end))
                .isPresent();
    }

    /**
     * docs/design.md, promise 1: a token is not revoked while a Secret holds it, unless a user put it there a moment ago. A deleted
     * Secret that a finalizer keeps is waited for while it holds the current token.
     */
    private void checkSecrets(LifeProcess process, LifeTokens.Token token) {
        if (world.credential()
                .filter(found -> isOf(token, found.getMetadata().getUid()) && !hasWaited(process, found))
                .isEmpty()) {
            return;
        }
        var current = Optional.ofNullable(world.credential().orElseThrow().getStatus())
                .flatMap(status -> Optional.ofNullable(status.current()));
        var secretName = current.map(CurrentToken::secretName).orElse("");
        boolean isCurrent =
                current.filter(held -> held.tokenId().equals(token.id)).isPresent();
        world.cluster.list(Secret.class).stream()
                .filter(secret -> isNamed(secret, world.secretName()) || isNamed(secret, secretName))
                .filter(secret -> isCurrent || secret.getMetadata().getDeletionTimestamp() == null)
                .filter(secret -> world.tokens.in(secret).filter(token::equals).isPresent())
                .filter(secret -> LifePromises.provenance(secret)
                        .filter(found -> isOf(token, found.credentialUid()))
                        .isPresent())
                .map(secret -> secret.getMetadata().getName())
                .forEach(name -> LifePromises.hold(
                        disturbances.unseenBy(process, name),
                        LifePromise.USABLE_SECRET,
                        "" + token.label + " is revoked while Secret " + name + " holds it"));
    }

    private static boolean isNamed(Secret secret, String name) {
        return secret.getMetadata().getName().equals(name);
    }

    /** The policy at the beginning of the reconciliation counts: a change during a deletion may come too late. */
    private void checkRetention(LifeProcess process, LifeTokens.Token token) {
        boolean keeps = world.credential()
                .filter(found -> found.getMetadata().getDeletionTimestamp() != null)
                .filter(found -> LifeWorld.effective(found).deletionPolicy() == DeletionPolicy.RETAIN)
                .map(ChalkServiceCredential::getStatus)
                .flatMap(status -> Optional.ofNullable(status.current()))
                .filter(current -> current.tokenId().equals(token.id))
                .isPresent();
        LifePromises.hold(
                !keeps || process.beganBefore(disturbances.lastEdit()),
                LifePromise.RETENTION,
                token.label + " is revoked though the policy keeps it");
    }

    /** docs/design.md, promise 5, as far as restarts are concerned. */
    private void checkRestarts(LifeProcess process, LifeTokens.Token token, ChalkServiceCredential credential) {
        boolean targeted = Optional.ofNullable(credential.getSpec().rolloutRestartTargets())
                        .filter(targets -> targets.contains(LifeWorkload.TARGET))
                        .isPresent()
                && !process.beganBefore(disturbances.lastEdit());
        LifePromises.hold(
                !targeted || !world.workload.rollsBefore(process),
                LifePromise.OVERLAP,
                "" + token.label + " is revoked during a rollout");
        var status = credential.getStatus();
        boolean known = Optional.ofNullable(status.current())
                .flatMap(current -> world.tokens.find(current.tokenId()))
                .filter(current -> !process.beganBefore(current.publishedAt))
                .isPresent();
        boolean due = Optional.ofNullable(status.rotation())
                .filter(rotation -> rotation.pendingRestarts().contains(LifeWorkload.TARGET))
                .isPresent();
        LifePromises.hold(
                !targeted || !known || !due,
                LifePromise.OVERLAP,
                "" + token.label + " is revoked before a workload was restarted");
    }

    /** docs/design.md, promise 5. */
    private void checkOverlap(LifeProcess process, LifeTokens.Token token) {
        var succeeded = token.succeeded;
        LifePromises.hold(
                succeeded != null, LifePromise.OVERLAP, "" + token.label + " is revoked before it has a successor");
        if (token.worthless || succeeded == null) {
            return;
        }
        LifePromises.hold(
                !process.passTime().isBefore(succeeded.plus(OVERLAP)),
                LifePromise.OVERLAP,
                "" + token.label + " is revoked before the overlap is over");
        var spec = world.credential().map(LifeWorld::effective).orElseThrow();
        boolean forced = spec.maxOverlap()
                .filter(most -> !process.passTime().isBefore(succeeded.plus(most)))
                .isPresent();
        if (forced) {
            return;
        }
        checkRestarts(process, token, world.credential().orElseThrow());
        boolean waits = spec.revocationPolicy() == RevocationPolicy.WHEN_UNUSED;
        LifePromises.hold(
                !waits
                        || !world.workload.holds(token)
                        || disturbances.setBackBetween(world.workload.startedAt(), token.succeededAt),
                LifePromise.OVERLAP,
                "" + token.label + " is revoked while a running pod holds it");
    }

    /** Whether the credential that the token was made for exists and is not being deleted. */
    boolean isLive(LifeTokens.Token token) {
        return world.credential()
                .map(found -> found.getMetadata())
                .filter(metadata -> metadata.getDeletionTimestamp() == null && isOf(token, metadata.getUid()))
                .isPresent();
    }

    static boolean isOf(LifeTokens.Token token, String uid) {
        return LifeTokens.isOf(token.name, uid);
    }
}
