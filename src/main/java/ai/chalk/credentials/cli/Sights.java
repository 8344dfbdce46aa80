// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.api.v1alpha1.WhenAbsent;
import ai.chalk.credentials.chalk.Target;
import ai.chalk.credentials.connection.ConnectionKey;
import ai.chalk.credentials.credential.decision.EffectiveSpec;
import ai.chalk.credentials.credential.decision.Limits;
import ai.chalk.credentials.credential.decision.Observation;
import ai.chalk.credentials.credential.decision.Obstacle;
import ai.chalk.credentials.credential.decision.Wanted;
import ai.chalk.credentials.credential.decision.WantedGrants;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a {@link Sight} needs. What the caller may not read is taken for as the operator has last found it. */
final class Sights {

    private final Cluster cluster;
    private final Limits limits;
    private final Instant now;

    Sights(Cluster cluster, Limits limits, Instant now) {
        this.cluster = cluster;
        this.limits = limits;
        this.now = now;
    }

    /**
     * Looks at what a spec's connection says.
     *
     * @param live the credential as it is in the cluster
     */
    Sight look(Optional<ChalkServiceCredential> live, ChalkServiceCredential wanted) {
        var spec = CredentialReading.spec(wanted);
        var key = ConnectionSight.key(spec);
        try {
            var found = cluster.connection(key).map(connection -> sight(connection, spec));
            var status = live.map(CredentialReading::status).orElse(Observation.NEVER_SEEN);
            var available = found.map(sight -> sight.wanted(spec, status))
                    .orElseGet(() -> unavailable("ConnectionNotFound", key + " does not exist or is not checked yet"));
            return new Sight(
                    live, available, found.map(ConnectionSight::clientIds).orElse(Set.of()), limits, now);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return new Sight(live, unread(live, spec, key.toString()), Set.of(), limits, now);
        }
    }

    private ConnectionSight sight(CustomResource<ConnectionSpec, ConnectionStatus> connection, EffectiveSpec spec) {
        return new ConnectionSight(
                ConnectionSight.key(spec),
                connection.getSpec(),
                Optional.ofNullable(connection.getStatus()),
                labels(spec.id().namespace()));
    }

    /** The one label that every namespace has, where they may not be read. */
    private Map<String, String> labels(String namespace) {
        try {
            return cluster.namespaceLabels(namespace);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return Map.of("kubernetes.io/metadata.name", namespace);
        }
    }

    /** What the spec names is taken for granted, by the names that it has there. */
    private static Wanted unread(Optional<ChalkServiceCredential> live, EffectiveSpec spec, String connection) {
        return live.map(CredentialReading::status)
                .map(ChalkServiceCredentialStatus::current)
                .<Wanted>map(current -> new Wanted.Available(
                        pinned(spec, current),
                        target(spec, current),
                        WantedGrants.of(spec.spec(), WhenAbsent.DATA_SOURCE_TAGS_CLAIM),
                        Optional.empty(),
                        Optional.empty()))
                .orElseGet(() -> unavailable("ConnectionNotReadable", "you may not read " + connection));
    }

    private static Wanted unavailable(String reason, String message) {
        return new Wanted.Unavailable(Obstacle.passing(reason, message), Optional.empty());
    }

    private static PinnedConnection pinned(EffectiveSpec spec, CurrentToken current) {
        var key = ConnectionSight.key(spec);
        return ConnectionKey.of(current.connection()).equals(key)
                ? current.connection()
                : new PinnedConnection(key.kind(), key.namespace().orElse(null), key.name(), "");
    }

    private static Target target(EffectiveSpec spec, CurrentToken current) {
        var project = spec.spec().project();
        var environment = spec.spec().environment();
        boolean sameProject =
                List.of(current.projectId(), current.projectName()).contains(project);
        boolean sameEnvironment =
                List.of(current.environmentId(), current.environmentName()).contains(environment);
        return new Target(
                sameProject ? current.projectId() : project,
                sameProject ? current.projectName() : project,
                sameEnvironment ? current.environmentId() : environment,
                sameEnvironment ? current.environmentName() : environment);
    }
}
