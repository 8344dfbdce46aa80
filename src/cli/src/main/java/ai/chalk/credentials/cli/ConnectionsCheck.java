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
 * Whether each connection reaches Chalk, and whether there are orphans. Without the right to list the connections of the whole
 * cluster, it checks those of one namespace.
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
                        cluster.map(seen -> seen.stream().flatMap(this::check)).orElseGet(this::unreadable),
                        namespaced.stream().flatMap(this::check))
                .toList();
        return found.isEmpty()
                ? List.of(Finding.warning(
                        name(),
                        "there is no connection, so no token can be issued",
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

    private Stream<Finding> unreadable() {
        return Stream.of(Finding.warning(
                name(), "not checked: you may not list ClusterChalkConnections", DoctorCommand.MORE_RIGHTS));
    }

    private Stream<Finding> check(CustomResource<ConnectionSpec, ConnectionStatus> connection) {
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
        var reason = ready.map(Condition::reason).orElse(CredentialReader.NOT_OBSERVED);
        var message = ready.map(Condition::message).orElse("the operator has not observed it yet");
        return Finding.broken(
                name(),
                label + " is not ready: " + reason + ": " + message,
                Objects.equals(reason, CredentialReader.NOT_OBSERVED)
                        ? "check that the operator is running"
                        : "look up " + reason + " in docs/reasons.md");
    }

    private Stream<Finding> orphans(String label, int orphans) {
        return orphans == 0
                ? Stream.empty()
                : Stream.of(
                        Finding.warning(
                                "orphans",
                                label + " has found " + orphans + " " + (orphans == 1 ? "token" : "tokens")
                                        + " in Chalk without an owner in the cluster",
                                "they are revoked after the quarantine unless the setting orphans is Report; its events name them"));
    }
}
