// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.schedule.Durations;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;

/** The limits of the operator: from its Deployment if the caller may read it, else the defaults. */
final class OperatorSettings {

    private static final Duration MINIMUM_INTERVAL = Duration.ofMinutes(15);
    private static final Duration HANDOVER = Duration.ofMinutes(10);
    private static final int ISSUE_LIMIT = 6;
    private static final String PREFIX = "CHALK_OPERATOR_";

    private OperatorSettings() {}

    static OperatorLimits limits(ClusterClient cluster, String namespace) {
        try {
            return limits(OperatorDeployment.find(cluster.client(), namespace));
        } catch (KubernetesClientException e) { // without the right to list Deployments, the defaults apply
            return limits(Optional.empty());
        }
    }

    private static OperatorLimits limits(Optional<OperatorDeployment> deployment) {
        var limit = setting(deployment, "ISSUE_LIMIT")
                .filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf);
        return new OperatorLimits(
                duration(deployment, "MINIMUM_INTERVAL").orElse(MINIMUM_INTERVAL),
                limit.orElse(ISSUE_LIMIT),
                duration(deployment, "REVOCATION_HANDOVER").orElse(HANDOVER));
    }

    private static Optional<Duration> duration(Optional<OperatorDeployment> deployment, String name) {
        return setting(deployment, name).flatMap(Durations::parse);
    }

    private static Optional<String> setting(Optional<OperatorDeployment> deployment, String name) {
        return deployment.flatMap(found -> found.setting(PREFIX + name));
    }
}
