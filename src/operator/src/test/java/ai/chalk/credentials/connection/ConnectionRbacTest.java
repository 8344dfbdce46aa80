// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static ai.chalk.credentials.connection.RunningConnections.conditions;
import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.testing.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections of an operator that may read only some Secrets. */
@Tag("cluster")
class ConnectionRbacTest {

    private static final ClientCredentials SUCCESSOR =
            new ClientCredentials("successor", new ClientSecret("successor-secret"));

    @Test
    void aForbiddenSecretAffectsOnlyItsConnectionUntilReadingIsAllowed() throws Exception {
        var cluster = SharedCluster.get();
        var namespace = cluster.newNamespace();
        permit(namespace, "open");
        cluster.kubectl("create", "serviceaccount", "operator", "--namespace=" + namespace);
        var kubeconfig = cluster.cluster().kubeconfigFor(namespace, "operator");

        try (var client = cluster.client(kubeconfig);
                var running = RunningConnections.startAs(namespace, client)) {
            running.chalk.addCaller(SUCCESSOR);
            running.createSecret("hidden", SimulatedChalk.BOOTSTRAP);
            running.createSecret("open", SimulatedChalk.BOOTSTRAP);
            running.createConnection("hidden", "hidden");
            running.createConnection("open", "open");

            await("connection hidden to have Ready=False ReferenceForbidden")
                    .untilAsserted(() -> assertThat(conditions(running.status("hidden")))
                            .containsExactly("Ready=False ReferenceForbidden", "Stalled=True ReferenceForbidden"));
            await("connection open to be Ready").untilAsserted(() -> assertThat(conditions(running.status("open")))
                    .containsExactly("Ready=True Connected"));

            running.changeSecret("open", SUCCESSOR);
            await("the connection to use the successor")
                    .untilAsserted(() -> assertThat(running.status("open").identity())
                            .extracting("clientId")
                            .isEqualTo("successor"));

            permit(namespace, "open, hidden");
            await("connection hidden to be Ready").untilAsserted(() -> assertThat(conditions(running.status("hidden")))
                    .containsExactly("Ready=True Connected"));
        }
    }

    private static void permit(String namespace, String secrets) {
        SharedCluster.get()
                .cluster()
                .apply(
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata: {name: %1$s}
                        rules:
                        - apiGroups: [credentials.chalk.ai]
                          resources: [chalkconnections, clusterchalkconnections]
                          verbs: [get, list, watch]
                        - apiGroups: [credentials.chalk.ai]
                          resources: [chalkconnections/status, clusterchalkconnections/status]
                          verbs: [update]
                        - apiGroups: [""]
                          resources: [secrets]
                          resourceNames: [%2$s]
                          verbs: [get, list, watch]
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: %1$s}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                        subjects: [{kind: ServiceAccount, name: operator, namespace: %1$s}]
                        """
                                .formatted(namespace, secrets));
    }
}
