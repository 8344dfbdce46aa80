// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.util.List;
import java.util.Optional;

/**
 * What determines the rights that an operator needs.
 *
 * @param namespace the operator's namespace
 * @param account the name of its service account
 * @param watched the namespaces whose credentials it serves; empty for all namespaces
 * @param clusterConnections whether it serves {@code ClusterChalkConnection}s
 * @param leaderElection whether its processes elect a leader by a Lease
 */
record OperatorInstallation(
        String namespace, String account, List<String> watched, boolean clusterConnections, boolean leaderElection) {

    /** By the Deployment; without one, as the plain manifests install the operator. */
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

    /** The user name of the service account in the API server. */
    String user() {
        return "system:serviceaccount:" + namespace + ":" + account;
    }
}
