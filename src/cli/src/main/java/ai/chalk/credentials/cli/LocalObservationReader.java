// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.decision.DesiredGrants;
import ai.chalk.credentials.decision.DesiredToken;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.ObstacleReason;
import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a {@link LocalObservation} needs. For what the caller may not read, it relies on what the operator last found. */
final class LocalObservationReader {

    private final ClusterClient cluster;
    private final OperatorLimits limits;
    private final Instant now;

    LocalObservationReader(ClusterClient cluster, OperatorLimits limits, Instant now) {
        this.cluster = cluster;
        this.limits = limits;
        this.now = now;
    }

    /**
     * Reads the connection of a spec.
     *
     * @param live the credential in the cluster; empty if it is to be created
     */
    LocalObservation read(Optional<ChalkServiceCredential> live, ChalkServiceCredential wanted) {
        var spec = CredentialReader.spec(wanted);
        var key = LocalConnectionView.key(spec);
        try {
            var found = cluster.connection(key).map(connection -> view(connection, spec));
            var status = live.map(CredentialReader::status).orElse(Observation.NEVER_SEEN);
            var available = found.map(view -> view.wanted(spec, status))
                    .orElseGet(() -> unavailable(
                            ObstacleReason.CONNECTION_NOT_FOUND,
                            key + " does not exist, or the operator has not checked it yet"));
            return new LocalObservation(
                    live, available, found.map(LocalConnectionView::clientIds).orElse(Set.of()), limits, now);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return new LocalObservation(live, unread(live, spec, key.toString()), Set.of(), limits, now);
        }
    }

    private LocalConnectionView view(CustomResource<ConnectionSpec, ConnectionStatus> connection, EffectiveSpec spec) {
        return new LocalConnectionView(
                LocalConnectionView.key(spec),
                connection.getSpec(),
                Optional.ofNullable(connection.getStatus()),
                labels(spec.id().namespace()));
    }

    /** If the caller may not read the namespace: the one label that every namespace has. */
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

    /** Without the connection, it assumes that project and environment of the spec exist under the names in the spec. */
    private static DesiredToken unread(Optional<ChalkServiceCredential> live, EffectiveSpec spec, String connection) {
        return live.map(CredentialReader::status)
                .map(ChalkServiceCredentialStatus::current)
                .<DesiredToken>map(current -> new DesiredToken.Available(
                        pinned(spec, current),
                        target(spec, current),
                        DesiredGrants.of(spec.spec(), Defaults.DATA_SOURCE_TAGS_CLAIM),
                        Optional.empty(),
                        Optional.empty()))
                .orElseGet(() -> unavailable(ObstacleReason.CONNECTION_NOT_READABLE, "you may not read " + connection));
    }

    private static DesiredToken unavailable(ObstacleReason reason, String message) {
        return new DesiredToken.Unavailable(Obstacle.passing(reason, message), Optional.empty());
    }

    private static PinnedConnection pinned(EffectiveSpec spec, CurrentToken current) {
        var key = LocalConnectionView.key(spec);
        return ConnectionKey.of(current.connection()).equals(key)
                ? current.connection()
                : new PinnedConnection(key.kind(), key.namespace().orElse(null), key.name(), "");
    }

    private static TargetEnvironment target(EffectiveSpec spec, CurrentToken current) {
        var project = spec.spec().project();
        var environment = spec.spec().environment();
        boolean sameProject =
                List.of(current.projectId(), current.projectName()).contains(project);
        boolean sameEnvironment =
                List.of(current.environmentId(), current.environmentName()).contains(environment);
        return new TargetEnvironment(
                sameProject ? current.projectId() : project,
                sameProject ? current.projectName() : project,
                sameEnvironment ? current.environmentId() : environment,
                sameEnvironment ? current.environmentName() : environment);
    }
}
