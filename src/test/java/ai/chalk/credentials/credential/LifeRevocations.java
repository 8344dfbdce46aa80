// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.RevocationPolicy;
import ai.chalk.credentials.credential.decision.Reason;
import ai.chalk.credentials.kubernetes.Provenance;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The promises about when a token may be revoked, and how many may live: 1, 4, 5 and 11. */
final class LifeRevocations {

    private static final Duration OVERLAP = Duration.ofHours(1);

    private final LifeWorld world;
    private final LifeDisturbances disturbances;

    LifeRevocations(LifeWorld world, LifeDisturbances disturbances) {
        this.world = world;
        this.disturbances = disturbances;
    }

    /** The Secret has a token's value now; what was in it has been succeeded. */
    void published(LifeTokens.Token token, Provenance provenance, boolean overtaken) {
        if (token.published) {
            return;
        }
        token.published = true;
        token.publishedAt = world.happened();
        token.home = provenance.token().secretName();
        var reason = reason(provenance);
        var others = world.tokens.alive().stream()
                .filter(other -> other.published && other != token)
                .filter(other -> other.prefix().equals(token.prefix()) && !isSpoilt(other))
                .toList();
        // One that is revoked already, as its credential is on its way out, is no third that lives.
        LifePromises.hold(
                token.revoked
                        || others.size() <= 1
                        || isNeeded(reason, token, others)
                        || overtaken
                        || disturbances.isRestored(provenance.credentialUid()),
                LifePromise.TWO_PUBLISHED,
                "" + token.label + " is published while " + others + " live");
        var time = Optional.ofNullable(provenance.token().publishTime()).orElse(Instant.MAX);
        others.stream().filter(other -> other.revision() < token.revision()).forEach(other -> {
            boolean first = other.succeeded == null || time.isBefore(other.succeeded);
            other.succeeded = first ? time : other.succeeded;
            other.worthless |= reason == Reason.LEAKED;
        });
    }

    /** A repair does not wait; but only if there is something to be repaired. */
    private boolean isNeeded(Reason reason, LifeTokens.Token token, List<LifeTokens.Token> others) {
        var newest = others.stream().mapToLong(other -> other.publishedAt).max().orElse(0);
        return switch (reason) {
            case LEAKED, REVOKED_IN_CHALK -> true;
            case SECRET_LOST, SECRET_TAMPERED -> disturbances.secretSince(newest);
            // The name was changed and changed back: that Secret still held a predecessor.
            case SECRET_RENAMED -> others.stream().anyMatch(other -> Objects.equals(other.home, token.home));
            default -> false;
        };
    }

    /** A stale listing did not show it, or a user put something else into the Secret before the operator knew that its own token was there. */
    private boolean isSpoilt(LifeTokens.Token token) {
        boolean missed = !token.excuse.isEmpty();
        return !token.adopted && (missed || disturbances.secretSince(token.publishedAt));
    }

    private static Reason reason(Provenance provenance) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.word().equals(provenance.token().reason()))
                .findFirst()
                .orElseThrow();
    }

    /** Called when Chalk is about to delete a token for the operator. */
    void check(LifeProcess process, String tokenId) {
        var known = world.tokens.find(tokenId);
        LifePromises.hold(known.isPresent(), LifePromise.NOT_OURS, "somebody else's token is revoked");
        var token = known.orElseThrow();
        if (!token.alive()) {
            return;
        }
        checkSecrets(process, token);
        if (token.published && isLive(token) && !isSpoilt(token)) {
            checkOverlap(process, token);
        }
        token.revoked = true;
    }

    /** Promise 10: a Secret that does not go is not waited for for ever. */
    private static boolean hasWaited(LifeProcess process, ChalkServiceCredential credential) {
        return Optional.ofNullable(credential.getMetadata().getDeletionTimestamp())
                .map(deleted -> Instant.parse(deleted).plus(LifeProcess.LIMITS.revocationHandover()))
                .filter(end -> !process.passTime().isBefore(end))
                .isPresent();
    }

    /** Promise 1: nobody takes away what is in the Secret, but where a user put it there a moment ago. */
    private void checkSecrets(LifeProcess process, LifeTokens.Token token) {
        if (world.credential()
                .filter(found -> isOf(token, found.getMetadata().getUid()) && !hasWaited(process, found))
                .isEmpty()) {
            return;
        }
        var current = Optional.ofNullable(world.credential().orElseThrow().getStatus())
                .flatMap(status -> Optional.ofNullable(status.current()))
                .map(held -> held.secretName());
        world.cluster.list(Secret.class).stream()
                .filter(secret -> isNamed(secret, world.secretName()) || isNamed(secret, current.orElse("")))
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

    /** Promise 5. */
    private void checkOverlap(LifeProcess process, LifeTokens.Token token) {
        var succeeded = token.succeeded;
        if (isRestored(token)) {
            return;
        }
        LifePromises.hold(
                succeeded != null, LifePromise.OVERLAP, "" + token.label + " is revoked before it has a successor");
        if (token.worthless || succeeded == null) {
            return;
        }
        LifePromises.hold(
                !process.passTime().isBefore(succeeded.plus(OVERLAP)),
                LifePromise.OVERLAP,
                "" + token.label + " is revoked before the overlap is over");
        boolean waits = world.credential()
                .map(LifeWorld::effective)
                .filter(spec -> spec.revocationPolicy() == RevocationPolicy.WHEN_UNUSED)
                .isPresent();
        LifePromises.hold(
                !waits || world.wentBack || !world.workload.holds(token),
                LifePromise.OVERLAP,
                "" + token.label + " is revoked while a running pod holds it");
    }

    /** Whether the credential that it was made for is there and stays. */
    boolean isLive(LifeTokens.Token token) {
        return world.credential()
                .map(found -> found.getMetadata())
                .filter(metadata -> metadata.getDeletionTimestamp() == null && isOf(token, metadata.getUid()))
                .isPresent();
    }

    /** A restored status has forgotten tokens, or remembers what was long over. */
    private boolean isRestored(LifeTokens.Token token) {
        return disturbances.restored().stream().anyMatch(uid -> isOf(token, uid));
    }

    static boolean isOf(LifeTokens.Token token, String uid) {
        return token.prefix().endsWith("/" + uid.substring(0, 8) + "/");
    }
}
