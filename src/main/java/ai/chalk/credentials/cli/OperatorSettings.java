// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.credential.decision.Limits;
import ai.chalk.credentials.schedule.Durations;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The limits that the operator runs with: from its Deployment where that may be read, else those that it has by default. */
final class OperatorSettings {

    private static final Duration MINIMUM_INTERVAL = Duration.ofMinutes(15);
    private static final Duration HANDOVER = Duration.ofMinutes(10);
    private static final int ISSUE_LIMIT = 6;
    private static final String PREFIX = "CHALK_OPERATOR_";

    private OperatorSettings() {}

    static Limits limits(Cluster cluster, String namespace) {
        try {
            return limits(OperatorDeployment.find(cluster.client(), namespace)
                    .map(OperatorSettings::environment)
                    .orElse(Map.of()));
        } catch (KubernetesClientException e) { // whoever may not read Deployments gets the defaults
            return limits(Map.of());
        }
    }

    private static Limits limits(Map<String, String> environment) {
        var limit = Optional.ofNullable(environment.get(PREFIX + "ISSUE_LIMIT"))
                .filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf);
        return new Limits(
                duration(environment, "MINIMUM_INTERVAL").orElse(MINIMUM_INTERVAL),
                limit.orElse(ISSUE_LIMIT),
                duration(environment, "REVOCATION_HANDOVER").orElse(HANDOVER));
    }

    private static Optional<Duration> duration(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(PREFIX + name)).flatMap(Durations::parse);
    }

    private static Map<String, String> environment(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getEnv)
                .flatMap(variables -> variables == null ? Stream.<EnvVar>empty() : variables.stream())
                .filter(variable -> variable.getName().startsWith(PREFIX))
                .filter(variable -> Objects.nonNull(variable.getValue()))
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (one, other) -> other));
    }
}
