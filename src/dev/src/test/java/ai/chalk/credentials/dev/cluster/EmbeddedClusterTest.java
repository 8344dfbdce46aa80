// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the features of the cluster on which other tests rely. Without them, those tests could pass for a wrong
 * reason.
 */
@Tag("cluster")
@TestInstance(Lifecycle.PER_CLASS)
class EmbeddedClusterTest {
    private EmbeddedCluster cluster;
    private Path auditLog;

    @BeforeAll
    void start(@TempDir Path folder) {
        auditLog = folder.resolve("audit.log");
        var options = ClusterOptions.DEFAULT.withNode().withAuditLog(auditLog);
        cluster = EmbeddedCluster.start(ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println), options);
    }

    @AfterAll
    void stop() {
        cluster.close();

        assertThat(cluster.logs()).doesNotExist();
    }

    @Test
    void isOfThePinnedVersion() {
        assertThat(cluster.kubectl("version")).contains("Server Version: v" + ClusterBinaries.KUBERNETES_VERSION);
    }

    @Test
    void deniesAServiceAccountWhatNoRoleAllows() throws Exception {
        cluster.kubectl("create", "namespace", "rbac");
        cluster.kubectl("create", "serviceaccount", "reader", "--namespace=rbac");
        var reader = cluster.kubeconfigFor("rbac", "reader");

        assertThatThrownBy(() -> cluster.kubectlAs(reader, "get", "secrets", "--namespace=rbac"))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("User \"system:serviceaccount:rbac:reader\" cannot list resource \"secrets\"");

        cluster.kubectl("create", "role", "read", "--verb=list", "--resource=secrets", "--namespace=rbac");
        cluster.kubectl(
                "create", "rolebinding", "read", "--role=read", "--serviceaccount=rbac:reader", "--namespace=rbac");
        await("the right to read Secrets")
                .ignoreExceptionsInstanceOf(ClusterUnavailableException.class)
                .untilAsserted(() -> cluster.kubectlAs(reader, "get", "secrets", "--namespace=rbac"));
    }

    @Test
    void collectsDependentsOfADeletedOwner() throws Exception {
        cluster.kubectl("create", "configmap", "owner");
        var uid = cluster.kubectl("get", "configmap", "owner", "--output=jsonpath={.metadata.uid}");
        cluster.apply(
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: owned
                  namespace: default
                  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: %s}]
                """
                        .formatted(uid));

        cluster.kubectl("delete", "configmap", "owner");

        await("the owned Secret to be collected")
                .untilAsserted(() -> assertThat(cluster.kubectl("get", "secrets", "--output=name"))
                        .isEmpty());
    }

    @Test
    void deletesANamespace() {
        cluster.kubectl("create", "namespace", "passing");

        cluster.kubectl("delete", "namespace", "passing", "--timeout=60s");

        assertThat(cluster.kubectl("get", "namespaces", "--output=name")).doesNotContain("passing");
    }

    @Test
    void mountsASecretAndFollowsItsChanges() throws Exception {
        cluster.kubectl(
                "create", "secret", "generic", "mounted", "--from-literal=client_id=first", "--namespace=kube-public");
        cluster.apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: scorer, namespace: kube-public}
                spec:
                  selector: {matchLabels: {app: scorer}}
                  template:
                    metadata: {labels: {app: scorer}}
                    spec:
                      containers: [{name: main, image: none, volumeMounts: [{name: chalk, mountPath: /chalk}]}]
                      volumes: [{name: chalk, secret: {secretName: mounted}}]
                """);
        cluster.kubectl("rollout", "status", "deployment/scorer", "--namespace=kube-public", "--timeout=120s");
        var uid =
                cluster.kubectl("get", "pods", "--namespace=kube-public", "--output=jsonpath={.items[0].metadata.uid}");
        var file = cluster.secretVolume(uid, "chalk").resolve("client_id");
        assertThat(file).hasContent("first");

        cluster.kubectl(
                "patch",
                "secret",
                "mounted",
                "--namespace=kube-public",
                "--patch={\"stringData\":{\"client_id\":\"second\"}}");

        await("the content second in the mounted file")
                .untilAsserted(() -> assertThat(file).hasContent("second"));
    }

    @Test
    void recordsWhoDidWhat() throws Exception {
        cluster.kubectl("create", "configmap", "recorded");

        await("the creation in the audit log").untilAsserted(() -> assertThat(Files.readString(auditLog))
                .contains("/api/v1/namespaces/default/configmaps", "\"verb\":\"create\"", "\"username\":\"admin\""));
    }

    @Test
    void reportsTheErrorsOfKubectl() {
        assertThatThrownBy(() -> cluster.kubectl("get", "configmap", "nowhere"))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("configmaps \"nowhere\" not found");
    }
}
