// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.decision.ChalkTokenState;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.ObservationBuilder;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.TokenLocation;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.kubernetes.RequestAnnotations;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads everything that a decision may depend on into one value, and writes nothing. */
final class CredentialObserver {

    private final CredentialSettings settings;
    private final ConnectionResolver connections;
    private final ConnectionChangeTracker changes;
    private final InstantSource clock;

    CredentialObserver(
            CredentialSettings settings,
            ConnectionResolver connections,
            ConnectionChangeTracker changes,
            InstantSource clock) {
        this.settings = settings;
        this.connections = connections;
        this.changes = changes;
        this.clock = clock;
    }

    /** The time of a reconciliation, truncated to whole seconds because the status stores no more. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Observes one credential.
     *
     * @param fresh whether to read the Secrets from the API server instead of the cache
     */
    Observation observe(ChalkServiceCredential credential, CredentialStore store, Instant now, boolean fresh) {
        var spec = new EffectiveSpec(id(credential.getMetadata()), credential.getSpec());
        var status = Objects.requireNonNullElse(credential.getStatus(), Observation.NEVER_SEEN);
        var namespace = store.namespace(spec.id().namespace()).map(Namespace::getMetadata);
        var installation = settings.installation().get();
        var secrets = secrets(spec, status, store, fresh);
        return ObservationBuilder.builder()
                .now(now)
                .fresh(fresh)
                .installation(installation.current())
                .id(spec.id())
                .generation(credential.getMetadata().getGeneration())
                .finalized(credential.hasFinalizer(WellKnownNames.FINALIZER))
                .namespaceTerminating(
                        namespace.flatMap(CredentialObserver::deletedAt).isPresent())
                .spec(credential.getSpec())
                .status(status)
                .requests(RequestAnnotations.requests(credential))
                .inChalk(inChalk(status))
                .workloads(new WorkloadReader(store, spec, status, now).look())
                .wanted(connections.wanted(spec, status, labels(namespace)))
                .connectionSince(changes.since(key(spec)))
                .limits(settings.limits())
                .formerInstallations(installation.former())
                .deletedAt(deletedAt(credential.getMetadata()))
                .secrets(secrets)
                .obstructed(connections.obstructed(spec.id(), places(status, secrets), labels(namespace)))
                .connectionClientIds(connections.inUseByConnections(status))
                .build();
    }

    private static CredentialId id(ObjectMeta metadata) {
        return new CredentialId(metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }

    private static Optional<Instant> deletedAt(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getDeletionTimestamp()).map(Instant::parse);
    }

    private static Map<String, String> labels(Optional<ObjectMeta> namespace) {
        return namespace.map(ObjectMeta::getLabels).orElse(Map.of());
    }

    private ChalkTokenState inChalk(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.current()).map(connections::inChalk).orElseGet(ChalkTokenState.Unknown::new);
    }

    private static Map<String, SecretView> secrets(
            EffectiveSpec spec, ChalkServiceCredentialStatus status, CredentialStore store, boolean fresh) {
        var namespace = spec.id().namespace();
        var views = new HashMap<String, SecretView>();
        names(spec, status).distinct().forEach(name -> {
            var secret = fresh ? store.readSecret(namespace, name) : store.cachedSecret(namespace, name);
            secret.ifPresent(found -> views.put(name, CredentialSecret.view(found, spec)));
        });
        return views;
    }

    /**
     * Statuses and Secrets can both be forged, so every location that a step could use is checked, including those that
     * only a Secret names.
     */
    private static Stream<TokenLocation> places(ChalkServiceCredentialStatus status, Map<String, SecretView> secrets) {
        var claimed = secrets.values().stream().flatMap(secret -> secret.claim().stream());
        return Stream.concat(ConnectionResolver.places(status), claimed.map(TokenLocation::of));
    }

    private static Stream<String> names(EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var current = Optional.ofNullable(status.current()).map(token -> token.secretName());
        var pending = Optional.ofNullable(status.pending()).map(attempt -> attempt.secretName());
        var retiring = status.retiring().stream().map(token -> token.secretName());
        return Stream.of(Stream.of(spec.secretName()), current.stream(), pending.stream(), retiring)
                .flatMap(name -> name);
    }

    /** The connection that a spec names, or its default. */
    static ConnectionKey key(EffectiveSpec spec) {
        var ref = spec.connectionRef();
        return ref.kind() == ConnectionKind.CHALK_CONNECTION
                ? ConnectionKey.namespaced(spec.id().namespace(), ref.name())
                : new ConnectionKey(ref.kind(), Optional.empty(), ref.name());
    }
}
