// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.testing.OperatorProcess;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An operator with permissions in some namespaces works there with exactly these permissions, and ignores the others.
 */
class SomeNamespacesIT {

    private static final Path RBAC = Path.of("src/operator/src/test/resources/rbac");

    private ProcessWorld world;
    private String own;
    private String second;
    private String foreign;

    @BeforeEach
    void start() throws Exception {
        world = new ProcessWorld(Map.of());
        own = world.cluster.newNamespace();
        second = world.cluster.newNamespace();
        foreign = world.cluster.newNamespace();
        permit("operator-namespace.yaml", own);
        permit("watched-namespace.yaml", world.namespace);
        permit("watched-namespace.yaml", second);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void worksInItsNamespacesAndLeavesTheOthersAlone() throws Exception {
        populate(second);
        populate(foreign);
        world.apply(world.credential("one", "production"));
        world.apply(through("ClusterChalkConnection", "default", world.credential("elsewhere", "production")));
        var operator = begin(Map.of("CHALK_OPERATOR_CLUSTER_CONNECTIONS", "false"));

        world.ready("one", 1);
        await("credential two to have the condition Ready")
                .untilAsserted(() -> assertThat(condition(second, "two", "Ready"))
                        .as(operator.log())
                        .hasValueSatisfying(found -> assertThat(found.reason()).isEqualTo("Issued")));
        await("credential elsewhere to have the condition Stalled").untilAsserted(() -> assertThat(
                        condition(world.namespace, "elsewhere", "Stalled"))
                .hasValueSatisfying(found -> {
                    assertThat(found.reason()).isEqualTo("ClusterConnectionsDisabled");
                    assertThat(found.message())
                            .contains("ClusterChalkConnection default", "CHALK_OPERATOR_CLUSTER_CONNECTIONS=false");
                }));
        assertThat(world.liveTokens()).hasSize(2);
        credential(second, "two").delete();
        await("credential two to be gone")
                .untilAsserted(() -> assertThat(credential(second, "two").get()).isNull());

        assertThat(world.liveTokens()).hasSize(1);
        var untouched = credential(foreign, "two").get();
        assertThat(untouched.getMetadata().getFinalizers()).isEmpty();
        assertThat(untouched.getStatus().conditions()).isEmpty();
        assertThat(world.user.secrets().inNamespace(foreign).withName("two").get())
                .isNull();
        assertThat(installation().getData()).doesNotContainKey("kubeSystemUid");
        assertThat(operator.log())
                .contains("orphans are only counted")
                .doesNotContain("httpStatus=403", "treating it as unlabelled", foreign);
        assertThat(operator.stop()).isIn(0, 143);
    }

    @Test
    void servesClusterConnectionsWhoseSecretsAreInItsOwnNamespace() throws Exception {
        permit("cluster-connections.yaml", own);
        var name = "cluster-" + own;
        world.apply(world.own("own", SimulatedChalk.BOOTSTRAP).replace(world.namespace, own));
        world.apply(clusterConnection(name));
        world.apply(through("ClusterChalkConnection", name, world.credential("one", "production")));
        var operator = begin(Map.of());

        await("credential one to have the condition Stalled")
                .untilAsserted(() -> assertThat(condition(world.namespace, "one", "Stalled"))
                        .as(operator.log())
                        .hasValueSatisfying(found -> {
                            assertThat(found.reason()).isEqualTo("RefusedByPolicy");
                            assertThat(found.message()).contains("namespace " + world.namespace);
                        }));
        world.user.namespaces().withName(world.namespace).edit(namespace -> {
            namespace.getMetadata().getLabels().put("team", "fraud");
            return namespace;
        });
        // The label is read again a moment later. Nothing else would trigger the credential before.
        assertThat(operator.stop()).isIn(0, 143);
        var next = begin(Map.of());

        world.ready("one", 1);
        assertThat(installation().getData())
                .containsEntry(
                        "kubeSystemUid",
                        world.user
                                .namespaces()
                                .withName("kube-system")
                                .get()
                                .getMetadata()
                                .getUid());
        assertThat(next.log()).doesNotContain("treating it as unlabelled", "orphans are only counted");
    }

    private OperatorProcess begin(Map<String, String> further) throws Exception {
        var settings = new HashMap<>(further);
        settings.put("HOSTNAME", "limited");
        settings.put("CHALK_OPERATOR_LEADER_ELECTION", "true");
        settings.put("CHALK_OPERATOR_NAMESPACE", own);
        settings.put("CHALK_OPERATOR_WATCH_NAMESPACES", world.namespace + "," + second);
        return world.startOperatorAs(world.cluster.cluster().kubeconfigFor(own, "operator"), settings)
                .awaitReady();
    }

    private void permit(String file, String namespace) throws IOException {
        world.apply(Files.readString(RBAC.resolve(file))
                .replace("WATCHED", namespace)
                .replace("OPERATOR", own));
    }

    private void populate(String namespace) {
        world.apply(world.own("own", SimulatedChalk.BOOTSTRAP).replace(world.namespace, namespace));
        world.apply(world.connection("chalk").replace(world.namespace, namespace));
        world.apply(world.credential("two", "production").replace(world.namespace, namespace));
    }

    private static String through(String kind, String name, String credential) {
        return credential.replace(
                "connectionRef: {kind: ChalkConnection, name: chalk}",
                "connectionRef: {kind: %s, name: %s}".formatted(kind, name));
    }

    private String clusterConnection(String name) {
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ClusterChalkConnection
                metadata: {name: %s}
                spec:
                  apiServer: %s
                  credentialsSecretRef: {name: own, namespace: %s}
                  policy: {namespaces: {matchLabels: {team: fraud}}}
                """
                .formatted(name, world.apiServer(), own);
    }

    private Resource<ChalkServiceCredential> credential(String namespace, String name) {
        return world.user
                .resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name);
    }

    private Optional<Condition> condition(String namespace, String name, String type) {
        return credential(namespace, name).get().getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    private ConfigMap installation() {
        return world.user
                .configMaps()
                .inNamespace(own)
                .withName("chalk-operator-installation")
                .get();
    }
}
