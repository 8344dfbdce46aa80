// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether each connection reaches Chalk, and which tokens there are without an owner. Who may not see those of the whole cluster
 * is told of those of the namespace.
 */
record ConnectionsCheck(KubernetesClient client, String namespace) implements DoctorCheck {

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public List<Finding> run() {
        var connections = client.resources(ChalkConnection.class);
        var cluster = ifAllowed(
                () -> client.resources(ClusterChalkConnection.class).list().getItems());
        var namespaced = ifAllowed(() -> connections.inAnyNamespace().list().getItems())
                .orElseGet(() -> connections.inNamespace(namespace).list().getItems());
        var found = Stream.concat(
                        cluster.map(seen -> seen.stream().flatMap(this::look)).orElseGet(this::unseen),
                        namespaced.stream().flatMap(this::look))
                .toList();
        return found.isEmpty()
                ? List.of(Finding.warning(
                        name(),
                        "there is no connection, so nothing can be issued",
                        "create a ClusterChalkConnection named default"))
                : found;
    }

    private static <T> Optional<T> ifAllowed(Supplier<T> listing) {
        try {
            return Optional.of(listing.get());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Stream<Finding> unseen() {
        return Stream.of(Finding.warning(
                name(),
                "not looked at: you may not list ClusterChalkConnections",
                "have somebody with more rights look"));
    }

    private Stream<Finding> look(CustomResource<ConnectionSpec, ConnectionStatus> connection) {
        var metadata = connection.getMetadata();
        var label = connection.getKind() + " " + (metadata.getNamespace() == null ? "" : metadata.getNamespace() + "/")
                + metadata.getName();
        var status = Optional.ofNullable(connection.getStatus());
        int orphans = status.map(ConnectionStatus::orphans).orElse(0);
        return Stream.concat(Stream.of(ready(label, connection.getSpec(), status)), orphans(label, orphans));
    }

    private Finding ready(String label, ConnectionSpec spec, Optional<ConnectionStatus> status) {
        var ready = status.flatMap(found -> found.conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst());
        boolean usable = ready.filter(condition -> condition.status() == ConditionStatus.TRUE)
                .isPresent();
        if (usable) {
            int environments =
                    status.map(ConnectionStatus::environments).orElse(List.of()).size();
            return Finding.ok(name(), label + " reaches " + environments + " environments at " + spec.apiServer());
        }
        var reason = ready.map(Condition::reason).orElse("NotLookedAt");
        var message = ready.map(Condition::message).orElse("the operator has not looked at it");
        return Finding.broken(
                name(),
                label + " is not ready: " + reason + ": " + message,
                Objects.equals(reason, "NotLookedAt")
                        ? "see whether the operator runs"
                        : "docs/operations.md#connections says what " + reason + " asks for");
    }

    private Stream<Finding> orphans(String label, int orphans) {
        return orphans == 0
                ? Stream.empty()
                : Stream.of(
                        Finding.warning(
                                "orphans",
                                label + " sees " + orphans + " " + (orphans == 1 ? "token" : "tokens")
                                        + " in Chalk that nothing here owns",
                                "they are revoked after the quarantine unless the setting orphans is Report; its events name them"));
    }
}
