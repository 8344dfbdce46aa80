// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.util.List;
import java.util.Optional;

/**
 * What decides which rights an operator needs.
 *
 * @param namespace its own
 * @param account the name of its service account
 * @param watched the namespaces whose credentials it serves; none for all of them
 * @param clusterConnections whether it serves {@code ClusterChalkConnection}s
 * @param leaderElection whether its processes choose one by a Lease
 */
record OperatorInstallation(
        String namespace, String account, List<String> watched, boolean clusterConnections, boolean leaderElection) {

    /** As the Deployment says; as the plain manifests install it where there is none. */
    static OperatorInstallation of(String namespace, Optional<OperatorDeployment> deployment) {
        return new OperatorInstallation(
                namespace,
                deployment.map(OperatorDeployment::serviceAccount).orElse(WellKnownNames.OPERATOR),
                deployment.map(OperatorDeployment::watchedNamespaces).orElse(List.of()),
                deployment.map(OperatorDeployment::servesClusterConnections).orElse(true),
                deployment.map(OperatorDeployment::electsALeader).orElse(true));
    }

    boolean servesAllNamespaces() {
        return watched.isEmpty();
    }

    /** The service account, as the API server calls it. */
    String user() {
        return "system:serviceaccount:" + namespace + ":" + account;
    }
}
