// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringTokenBuilder;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationBuilder;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What users do to a credential, its Secret, its namespace, and its token in Chalk. */
public final class LifeUser {

    /** The name of an existing Secret of another owner. */
    static final String TAKEN = "taken";

    private static final String KEEPER = "example.com/keeper";

    static final Map<String, String> THEIRS = Map.of("password", "aHVudGVyMg==");

    private final LifeWorld world;
    private final LifeDisturbances disturbances;
    private final Set<LifeTokens.Token> leaked = new HashSet<>();
    private Optional<Secret> secretBackup = Optional.empty();
    private Optional<ChalkServiceCredential> statusBackup = Optional.empty();
    private int requests;

    LifeUser(LifeWorld world) {
        this.world = world;
        this.disturbances = world.promises.disturbances();
        world.cluster.create(secret(TAKEN, THEIRS));
    }

    private static Secret secret(String name, Map<String, String> data) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(LifeCluster.NAMESPACE)
                .withName(name)
                .endMetadata()
                .withData(data)
                .build();
    }

    private void did(String what) {
        world.trace.add(() -> "user " + what + LifeSummary.of(world));
    }

    void creates() {
        var rotation = RotationBuilder.builder()
                .interval("30d")
                .overlap("1h")
                .spread("0s")
                .build();
        var credential = new ChalkServiceCredential();
        credential.setMetadata(new ObjectMetaBuilder()
                .withNamespace(LifeCluster.NAMESPACE)
                .withName(LifeWorld.NAME)
                .build());
        credential.setSpec(ChalkServiceCredentialSpecBuilder.builder()
                .project("fraud")
                .environment("production")
                .permissions(List.of("query.online"))
                .rotation(rotation)
                .build());
        world.cluster.create(credential);
        did("creates the credential");
    }

    public <V> void edits(
            String component, V value, BiFunction<ChalkServiceCredentialSpec, V, ChalkServiceCredentialSpec> edit) {
        edit(component + " = " + value, spec -> edit.apply(spec, value));
    }

    <V> void editsRotation(String component, V value, BiFunction<Rotation, V, Rotation> edit) {
        edit("rotation." + component + " = " + value, spec -> spec.withRotation(edit.apply(rotation(spec), value)));
    }

    /** Replaces the schedule, if there is one. */
    void rotatesEvery(String interval) {
        editsRotation("interval", interval, (rotation, value) -> rotation.withInterval(value)
                .withSchedule(null));
    }

    /** Replaces the interval, if there is one. */
    void schedules(String schedule) {
        editsRotation("schedule", schedule, (rotation, value) -> rotation.withSchedule(value)
                .withInterval(null));
    }

    private static Rotation rotation(ChalkServiceCredentialSpec spec) {
        return Objects.requireNonNull(spec.rotation());
    }

    private void edit(String what, UnaryOperator<ChalkServiceCredentialSpec> edit) {
        disturbances.edited();
        change("edits " + what, credential -> credential.setSpec(edit.apply(credential.getSpec())));
    }

    private void change(String what, Consumer<ChalkServiceCredential> change) {
        world.credential().ifPresent(credential -> {
            change.accept(credential);
            world.cluster.update(credential);
            did(what);
        });
    }

    /** Removes the finalizer by hand, as users do if a deletion hangs; the operator adds it again. */
    void stripsFinalizer() {
        world.credential()
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .ifPresent(found -> {
                    found.removeFinalizer(WellKnownNames.FINALIZER);
                    world.cluster.update(found);
                    did("removes the finalizer");
                });
    }

    public void requestsRotation() {
        annotate(WellKnownNames.ROTATE_ANNOTATION);
    }

    /** Reports that all published tokens leaked. */
    void reportsLeak() {
        world.credential()
                .filter(found -> found.getStatus() != null && found.getStatus().current() != null)
                .ifPresent(found -> world.tokens.alive().stream()
                        .filter(token -> token.published
                                && LifeRevocations.isOf(
                                        token, found.getMetadata().getUid()))
                        .forEach(token -> {
                            leaked.add(token);
                            world.promises.leaked(token);
                        }));
        annotate(WellKnownNames.REVOKE_ANNOTATION);
    }

    Set<LifeTokens.Token> leaked() {
        return leaked;
    }

    private void annotate(String key) {
        var text = "request-" + ++requests;
        change(
                "annotates " + key,
                credential -> credential.setMetadata(new ObjectMetaBuilder(credential.getMetadata())
                        .addToAnnotations(key, text)
                        .build()));
    }

    public void deletesCredential() {
        disturbances.ready();
        world.credential()
                .filter(found -> found.getMetadata().getFinalizers().isEmpty())
                .ifPresent(found -> {
                    disturbances.byForce(found.getMetadata().getUid());
                    world.promises.released(found);
                });
        world.cluster.delete(ChalkServiceCredential.class, LifeWorld.NAME);
        did("deletes the credential");
    }

    public void deletesSecret(String name) {
        if (world.secret(name).isPresent() && !name.equals(TAKEN)) {
            disturbances.secret(name);
            world.cluster.delete(Secret.class, name);
            did("deletes Secret " + name);
        }
    }

    /** Adds the finalizer of another program, so that the Secret is gone later than it is deleted. */
    public void keepsSecret(String name) {
        ours(name)
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .ifPresent(found -> {
                    found.addFinalizer(KEEPER);
                    world.cluster.update(found);
                    did("keeps Secret " + name + " by a finalizer");
                });
    }

    /** Removes those finalizers. */
    public void letsSecretsGo() {
        world.cluster.list(Secret.class).stream()
                .filter(found -> found.hasFinalizer(KEEPER))
                .forEach(found -> {
                    if (found.getMetadata().getDeletionTimestamp() != null) {
                        disturbances.secret(found.getMetadata().getName());
                    }
                    found.removeFinalizer(KEEPER);
                    world.cluster.update(found);
                    did("lets Secret " + found.getMetadata().getName() + " go");
                });
    }

    public void tampersWithSecret(String name) {
        touch(name, secret -> new SecretBuilder(secret)
                .addToData("client_secret", "dGFtcGVyZWQ=")
                .build());
        did("changes the value in Secret " + name);
    }

    void hands(String name) {
        touch(name, secret -> new SecretBuilder(secret)
                .editMetadata()
                .addToAnnotations(WellKnownNames.ADOPT_ANNOTATION, LifeWorld.NAME)
                .endMetadata()
                .build());
        did("hands Secret " + name + " over");
    }

    /** Changes metadata that the operator does not read; this must have no effect. */
    void labelsSecret(String name) {
        ours(name).ifPresent(secret -> {
            world.cluster.update(new SecretBuilder(secret)
                    .editMetadata()
                    .addToLabels("touched", "label-" + ++requests)
                    .endMetadata()
                    .build());
            did("labels Secret " + name);
        });
    }

    private void touch(String name, UnaryOperator<Secret> edit) {
        ours(name).ifPresent(secret -> {
            disturbances.secret(name);
            world.cluster.update(edit.apply(secret));
        });
    }

    private Optional<Secret> ours(String name) {
        return world.secret(name).filter(secret -> !name.equals(TAKEN));
    }

    public void revokesInChalk() {
        world.credential()
                .flatMap(found -> Optional.ofNullable(found.getStatus()))
                .flatMap(status -> Optional.ofNullable(status.current()))
                .map(CurrentToken::tokenId)
                .flatMap(world.tokens::find)
                .ifPresent(token -> {
                    disturbances.ready();
                    token.revokedByHuman |= world.chalk.revokeBehindOurBack(token.id);
                    did("revokes " + token.label + " in Chalk");
                });
    }

    public void backsUp() {
        secretBackup = ours(world.secretName());
        statusBackup = world.credential();
        did("makes a backup");
    }

    public void restoresSecret() {
        secretBackup.ifPresent(backup -> {
            var name = backup.getMetadata().getName();
            disturbances.secret(name);
            var restored = new SecretBuilder(backup)
                    .editMetadata()
                    .withResourceVersion(null)
                    .endMetadata()
                    .build();
            world.secret(name).ifPresentOrElse(now -> replace(now, restored), () -> world.cluster.create(restored));
            did("restores Secret " + name);
        });
    }

    /** Forges a status so that another credential's token is revoked; without an id, takes the forgery back. */
    void forgesPredecessor(Optional<String> tokenId) {
        world.credential().ifPresent(credential -> {
            disturbances.ready();
            var status = Objects.requireNonNull(credential.getStatus());
            var current = Objects.requireNonNull(status.current());
            var forged = tokenId.map(id -> List.of(RetiringTokenBuilder.builder()
                    .revision(current.revision())
                    .tokenId(id)
                    .clientId(current.clientId())
                    .connection(current.connection())
                    .environmentId(current.environmentId())
                    .secretName(current.secretName())
                    .revokeTime(world.clock.instant())
                    .immediate(true)
                    .build()));
            credential.setStatus(status.withRetiring(forged.orElse(List.of())));
            world.cluster.updateStatus(credential);
            did("forges a predecessor: " + tokenId);
        });
    }

    private void replace(Secret now, Secret restored) {
        restored.getMetadata().setUid(now.getMetadata().getUid());
        restored.getMetadata().setResourceVersion(now.getMetadata().getResourceVersion());
        world.cluster.update(restored);
    }

    void restoresStatus() {
        statusBackup.ifPresent(backup -> world.credential()
                .filter(now ->
                        now.getMetadata().getUid().equals(backup.getMetadata().getUid()))
                .ifPresent(now -> {
                    disturbances.status(now.getMetadata().getUid());
                    now.setStatus(status(backup));
                    world.cluster.updateStatus(now);
                    did("restores the status");
                }));
    }

    @SuppressWarnings("NullAway")
    private static ChalkServiceCredentialStatus status(ChalkServiceCredential backup) {
        return backup.getStatus();
    }

    void deletesNamespace() {
        if (!world.cluster.terminating()) {
            disturbances.terminates();
            world.cluster.terminate();
            did("deletes the namespace");
        }
    }

    /** Does what the namespace controller does, in no particular order. */
    void namespaceLosesSecrets() {
        world.cluster.list(Secret.class).forEach(secret -> {
            disturbances.secret(secret.getMetadata().getName());
            world.cluster.delete(Secret.class, secret.getMetadata().getName());
        });
        did("has the namespace's Secrets deleted");
    }
}
