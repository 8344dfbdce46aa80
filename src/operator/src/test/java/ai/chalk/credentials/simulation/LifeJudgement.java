// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import static ai.chalk.credentials.simulation.LifePromises.hold;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.Tokens;
import ai.chalk.credentials.kubernetes.Provenance;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Ends a life: stops all faults, waits until everything is at rest, and then checks what must be true after any life.
 */
final class LifeJudgement {

    private static final int MOST_PASSES = 300;
    /** How far the time advances: longer than any overlap in a life. */
    private static final int QUIET_PASSES = 8;

    private static final Duration STEP = Duration.ofMinutes(20);

    private final Life life;
    private final LifeWorld world;
    private final List<IssuedToken> theirs;
    private final LifeReaper reaper;

    LifeJudgement(Life life) {
        this.life = life;
        this.world = life.world;
        this.theirs = List.of(
                world.chalk.createBehindOurBack(LifeWorld.ENVIRONMENTS.get(0), Tokens.named("somebody else's")),
                world.chalk.createBehindOurBack(
                        LifeWorld.ENVIRONMENTS.get(0), Tokens.named("k8s/8d1e/fraud/other/00000001/1")));
        this.reaper = new LifeReaper(world, theirs.get(1).id());
    }

    /** The id of a token that was made for another credential of this namespace. */
    String anothers() {
        return theirs.get(1).id();
    }

    /**
     * Stops all faults and all processes but one, delivers all pending changes, and advances the time until nothing
     * happens any more.
     */
    void settle() {
        world.trace.add(() -> "peace" + LifeSummary.of(world));
        world.outage = false;
        world.connected = true;
        world.setClockRight();
        world.landAll();
        life.user.letsSecretsGo();
        if (world.cluster.terminating()) {
            life.user.namespaceLosesSecrets();
            life.user.deletesCredential();
        }
        int quiet = 0;
        for (int passes = 0; quiet < QUIET_PASSES; passes++) {
            hold(passes < MOST_PASSES, LifePromise.REST, "it never comes to rest");
            quiet = isQuiet(life.leader()) ? quiet + 1 : 0;
            if (quiet > 0 && quiet < QUIET_PASSES) {
                othersWork();
            }
        }
        var restarted = life.startProcess();
        hold(isStalled() || isQuietTwice(restarted), LifePromise.REST, "a restart of the operator does something");
    }

    private boolean isQuietTwice(LifeProcess process) {
        boolean once = isQuiet(process);
        return once && isQuiet(process);
    }

    private boolean isQuiet(LifeProcess process) {
        process.catchUp();
        int before = process.effects();
        process.pass(LifeWorld.NAME);
        return process.effects() == before;
    }

    private void othersWork() {
        world.cluster.collectGarbage();
        world.workload.giveWay();
        world.cluster.list(ChalkRevocation.class).forEach(this::carryOut);
        world.clock.advance(STEP);
        life.leader().readInventory();
    }

    /** Does what the reconciler of ChalkRevocations does. */
    private void carryOut(ChalkRevocation revocation) {
        var spec = revocation.getSpec();
        if (spec.notBefore() != null && world.clock.instant().isBefore(spec.notBefore())) {
            return;
        }
        world.tokens.alive().stream()
                .filter(token -> token.id.equals(spec.tokenId())
                        || (spec.tokenNamePrefix() != null && token.name.startsWith(spec.tokenNamePrefix())))
                .filter(token -> !token.id.equals(spec.keptTokenId()))
                .forEach(token -> {
                    hold(!token.kept, LifePromise.RETENTION, "a record revokes " + token.label + ", which is kept");
                    token.revoked = true;
                    world.chalk.revokeBehindOurBack(token.id);
                });
        world.cluster.delete(ChalkRevocation.class, revocation.getMetadata().getName());
    }

    void judge() {
        world.trace.add(() -> "judgement" + LifeSummary.of(world));
        var owned = owned();
        nothingIsLeftOver(owned);
        nothingIsTold();
        othersAreUntouched();
        world.credential().ifPresent(credential -> {
            hold(
                    credential.getMetadata().getDeletionTimestamp() == null,
                    LifePromise.DELETION,
                    "the deletion does not end");
            if (isStalled(credential)) {
                isExplained(credential);
            } else {
                isUsable(credential);
            }
        });
        reaper.comes(owned);
    }

    /**
     * The ids of all tokens that something holds: the status, a ChalkRevocation, a Secret of this credential, or a
     * Secret of another one that its policy retained.
     */
    private Set<String> owned() {
        var owned = new HashSet<String>();
        status().ifPresent(status -> owned.addAll(held(status)));
        world.cluster.list(ChalkRevocation.class).stream()
                .flatMap(record -> Optional.ofNullable(record.getSpec().tokenId()).stream())
                .forEach(owned::add);
        world.cluster.list(Secret.class).stream()
                .flatMap(secret -> LifePromises.provenance(secret).stream())
                .filter(provenance -> isOurs(provenance) || isKept(provenance))
                .forEach(provenance -> owned.add(provenance.token().tokenId()));
        return owned;
    }

    private boolean isOurs(Provenance provenance) {
        return world.credential()
                .filter(found -> found.getMetadata().getUid().equals(provenance.credentialUid()))
                .isPresent();
    }

    private boolean isKept(Provenance provenance) {
        return world.tokens
                .find(provenance.token().tokenId())
                .filter(token -> token.kept)
                .isPresent();
    }

    /** Every valid token has an owner, except those that no process could know of (docs/design.md, promises 3 and 10). */
    private void nothingIsLeftOver(Set<String> owned) {
        status().ifPresent(status -> {
            hold(status.pending() == null || isStalled(), LifePromise.NOTHING_LEFT, "an attempt stays open");
            hold(status.unswept().isEmpty() || isStalled(), LifePromise.NOTHING_LEFT, "strays are never swept");
        });
        for (var token : world.tokens.alive()) {
            boolean excused =
                    !token.excuse.isEmpty() || world.promises.disturbances().isForgotten(token);
            hold(excused || owned.contains(token.id), LifePromise.NOTHING_LEFT, "" + token.label + " is left over");
        }
    }

    private Optional<ChalkServiceCredentialStatus> status() {
        return world.credential().flatMap(found -> Optional.ofNullable(found.getStatus()));
    }

    private static Set<String> held(ChalkServiceCredentialStatus status) {
        var ids = new HashSet<String>();
        Optional.ofNullable(status.current()).ifPresent(token -> ids.add(token.tokenId()));
        status.retiring().stream().map(RetiringToken::tokenId).forEach(ids::add);
        return ids;
    }

    /** docs/design.md, promise 2. */
    private void nothingIsTold() {
        var told = world.promises.told();
        world.tokens
                .all()
                .forEach(token -> hold(
                        !told.contains(token.pair.clientSecret().reveal()),
                        LifePromise.SECRECY,
                        "a secret stands in a status or event"));
    }

    /** docs/design.md, promise 11. */
    private void othersAreUntouched() {
        hold(
                world.cluster.terminating()
                        || world.secret(LifeUser.TAKEN)
                                .filter(secret -> LifeUser.THEIRS.equals(secret.getData()))
                                .isPresent(),
                LifePromise.NOT_OURS,
                "the Secret of another owner was changed");
        theirs.forEach(token ->
                hold(world.chalk.accepts(token.credentials()), LifePromise.NOT_OURS, "another owner's token is gone"));
    }

    private boolean isStalled() {
        return world.credential().filter(this::isStalled).isPresent();
    }

    /**
     * Whether the credential cannot become ready: a Secret of that name belongs to another owner, or the namespace is
     * being deleted.
     */
    private boolean isStalled(ChalkServiceCredential credential) {
        var uid = credential.getMetadata().getUid();
        return world.cluster.terminating()
                || world.secret(world.secretName())
                        .filter(secret -> LifePromises.provenance(secret)
                                .filter(found -> found.credentialUid().equals(uid))
                                .isEmpty())
                        .isPresent();
    }

    /** docs/design.md, promise 1, and that every request is carried out. */
    private void isUsable(ChalkServiceCredential credential) {
        var status = Objects.requireNonNull(credential.getStatus());
        hold(LifePromises.isReady(credential), LifePromise.USABLE_SECRET, "it is not Ready in the end");
        var current = Objects.requireNonNull(status.current());
        var token = world.secret(world.secretName()).flatMap(world.tokens::in);
        hold(token.isPresent(), LifePromise.USABLE_SECRET, "the Secret holds no token in the end");
        hold(
                token.get().id.equals(current.tokenId()) && world.chalk.accepts(token.get().pair),
                LifePromise.USABLE_SECRET,
                "the Secret does not hold the current token, or Chalk does not accept it");
        hold(
                current.environmentName().equals(credential.getSpec().environment()),
                LifePromise.ENVIRONMENT,
                "Ready with a token of another environment");
        hold(status.retiring().isEmpty(), LifePromise.OVERLAP, "a predecessor is never revoked");
        life.user.leaked().stream()
                .filter(old ->
                        LifeRevocations.isOf(old, credential.getMetadata().getUid()))
                .filter(old -> old.excuse.isEmpty() && world.promises.isKnownAsLeaked(old))
                .forEach(old -> hold(!old.alive(), LifePromise.LEAKS, "a leaked token lives on: " + old.label));
    }

    /** A credential that the operator cannot repair says so, unless its token is still valid. */
    private void isExplained(ChalkServiceCredential credential) {
        var conditions = Objects.requireNonNull(credential.getStatus()).conditions();
        boolean said = conditions.stream()
                .anyMatch(
                        condition -> condition.type().equals("Stalled") && condition.status() == ConditionStatus.TRUE);
        hold(
                said || world.promises.isUsable(credential),
                LifePromise.USABLE_SECRET,
                "it has no valid token, and no condition says that a user must act");
    }
}
