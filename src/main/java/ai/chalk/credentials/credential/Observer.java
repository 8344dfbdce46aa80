// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.connection.ConnectionKey;
import ai.chalk.credentials.credential.decision.CredentialId;
import ai.chalk.credentials.credential.decision.EffectiveSpec;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.credential.decision.Observation;
import ai.chalk.credentials.credential.decision.SecretView;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads everything that a decision may depend on into one value, and writes nothing. */
final class Observer {

    private static final ChalkServiceCredentialStatus NEVER_SEEN = new ChalkServiceCredentialStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private final Settings settings;
    private final ConnectionViews connections;
    private final ConnectionChanges changes;
    private final InstantSource clock;

    Observer(Settings settings, ConnectionViews connections, ConnectionChanges changes, InstantSource clock) {
        this.settings = settings;
        this.connections = connections;
        this.changes = changes;
        this.clock = clock;
    }

    /** The instant of a pass: whole seconds, as the status stores them. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * One look.
     *
     * @param secrets how a Secret of the credential's namespace is read: from the cache, or fresh
     */
    Observation observe(
            ChalkServiceCredential credential,
            Optional<Namespace> namespace,
            Function<String, Optional<Secret>> secrets,
            Instant now,
            boolean fresh) {
        var metadata = credential.getMetadata();
        var id = new CredentialId(metadata.getNamespace(), metadata.getName(), metadata.getUid());
        var spec = new EffectiveSpec(id, credential.getSpec());
        var status = Objects.requireNonNullElse(credential.getStatus(), NEVER_SEEN);
        var labels = namespace.map(found -> found.getMetadata().getLabels()).orElse(Map.of());
        return new Observation(
                now,
                fresh,
                settings.installation().get(),
                id,
                metadata.getGeneration(),
                metadata.getDeletionTimestamp() != null,
                namespace
                        .filter(found -> found.getMetadata().getDeletionTimestamp() != null)
                        .isPresent(),
                credential.getSpec(),
                status,
                views(spec, status, secrets),
                connections.wanted(spec, Objects.requireNonNullElse(labels, Map.of())),
                connections.obstructed(id, status, Objects.requireNonNullElse(labels, Map.of())),
                changes.since(key(spec)),
                settings.limits());
    }

    private static Map<String, SecretView> views(
            EffectiveSpec spec, ChalkServiceCredentialStatus status, Function<String, Optional<Secret>> secrets) {
        var views = new HashMap<String, SecretView>();
        names(spec, status).distinct().forEach(name -> secrets.apply(name)
                .ifPresent(secret -> views.put(name, CredentialSecret.view(secret, spec))));
        return views;
    }

    private static Stream<String> names(EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var current = Optional.ofNullable(status.current()).map(token -> token.secretName());
        var pending = Optional.ofNullable(status.pending()).map(attempt -> attempt.secretName());
        var retiring = Lists.of(status.retiring()).stream().map(token -> token.secretName());
        return Stream.of(Stream.of(spec.secretName()), current.stream(), pending.stream(), retiring)
                .flatMap(name -> name);
    }

    /** The connection that a spec names. */
    static ConnectionKey key(EffectiveSpec spec) {
        var ref = spec.connectionRef();
        return ref.kind() == ConnectionKind.CHALK_CONNECTION
                ? ConnectionKey.namespaced(spec.id().namespace(), ref.name())
                : new ConnectionKey(ref.kind(), Optional.empty(), ref.name());
    }
}
