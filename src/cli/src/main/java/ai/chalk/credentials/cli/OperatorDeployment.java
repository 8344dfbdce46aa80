// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operator's Deployment, and the settings in it.
 *
 * @param object the Deployment in the cluster
 */
record OperatorDeployment(Deployment object) {

    private static final String PART_OF = "app.kubernetes.io/part-of";
    private static final String COMPONENT = "app.kubernetes.io/component";

    /** The Deployment with the labels that each release sets, whatever its name; else the one with the default name. */
    static Optional<OperatorDeployment> find(KubernetesClient client, String namespace) {
        var all = client.apps().deployments().inNamespace(namespace).list().getItems();
        return all.stream()
                .filter(OperatorDeployment::isLabelled)
                .findFirst()
                .or(() -> all.stream()
                        .filter(deployment -> deployment.getMetadata().getName().equals(WellKnownNames.OPERATOR))
                        .findFirst())
                .map(OperatorDeployment::new);
    }

    private static boolean isLabelled(Deployment deployment) {
        var labels = Objects.requireNonNullElse(deployment.getMetadata().getLabels(), Map.<String, String>of());
        return WellKnownNames.OPERATOR.equals(labels.get(PART_OF)) && "operator".equals(labels.get(COMPONENT));
    }

    /** The service account that its pods run as. */
    String serviceAccount() {
        return Objects.requireNonNullElse(
                object.getSpec().getTemplate().getSpec().getServiceAccountName(), "default");
    }

    /** A setting of the operator; empty if it is not set as a plain value. */
    Optional<String> setting(String variable) {
        return Optional.ofNullable(environment().get(variable))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private Map<String, String> environment() {
        return object.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getEnv)
                .flatMap(variables -> Objects.requireNonNullElse(variables, List.<EnvVar>of()).stream())
                .filter(variable -> Objects.nonNull(variable.getValue()))
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (one, other) -> other));
    }

    /** The namespaces whose credentials the operator serves; empty for all namespaces. */
    List<String> watchedNamespaces() {
        return setting("CHALK_OPERATOR_WATCH_NAMESPACES").stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean servesClusterConnections() {
        return isOn("CHALK_OPERATOR_CLUSTER_CONNECTIONS");
    }

    boolean electsALeader() {
        return isOn("CHALK_OPERATOR_LEADER_ELECTION");
    }

    /** Whether a switch is on; both switches are on by default. */
    private boolean isOn(String variable) {
        return setting(variable).map("true"::equalsIgnoreCase).orElse(true);
    }
}
