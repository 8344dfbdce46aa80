// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.reconcile.MisconfigurationException;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The id of this installation, and whether this is still its cluster, with a real API server. */
@Tag("cluster")
class InstallationTest {

    private static final String CONFIG_MAP = "chalk-operator-installation";

    private final SharedCluster cluster = SharedCluster.get();
    private final String namespace = cluster.newNamespace();
    private Installation installation;

    @BeforeEach
    void start() {
        installation = new Installation(cluster.client(), namespace, Optional.empty());
    }

    @Test
    void theClusterThatItWasMadeInIsConfirmed() {
        var names = installation.get();

        assertThat(names.current()).matches("[0-9a-f]{8}");
        assertThat(installation.isConfirmed()).isTrue();
        assertThat(new Installation(cluster.client(), namespace, Optional.empty()).get())
                .isEqualTo(names);
    }

    @Test
    void anotherClusterIsConfirmedOnlyByAnAdministrator() {
        installation.get();
        var uid = data().get("kubeSystemUid");

        edit(Map.of("kubeSystemUid", "11111111-1111-1111-1111-111111111111"));
        assertThat(installation.isConfirmed()).isFalse();

        edit(Map.of("kubeSystemUid", uid));
        assertThat(installation.isConfirmed()).isTrue();
    }

    @Test
    void withoutItsConfigMapOrUnderAnotherIdNothingIsConfirmed() {
        installation.get();
        edit(Map.of("id", "another"));
        assertThat(installation.isConfirmed()).isFalse();

        cluster.client()
                .configMaps()
                .inNamespace(namespace)
                .withName(CONFIG_MAP)
                .delete();
        assertThat(installation.isConfirmed()).isFalse();
    }

    @Test
    void formerIdsBelongToThisInstallation() {
        installation.get();
        edit(Map.of("previousIds", "one, two\nthree"));

        assertThat(new Installation(cluster.client(), namespace, Optional.empty())
                        .get()
                        .former())
                .containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void reportsALostIdAndContinuesWhenItIsRestored() {
        var names = installation.get();
        var again = new Installation(cluster.client(), namespace, Optional.empty());
        edit(Map.of("id", ""));

        assertThatThrownBy(again::get)
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContainingAll("ConfigMap " + namespace + "/" + CONFIG_MAP, "data.id", "no restart");

        edit(Map.of("id", names.current()));
        assertThat(again.get()).isEqualTo(names);
    }

    private Map<String, String> data() {
        return cluster.client()
                .configMaps()
                .inNamespace(namespace)
                .withName(CONFIG_MAP)
                .get()
                .getData();
    }

    private void edit(Map<String, String> data) {
        cluster.client()
                .configMaps()
                .inNamespace(namespace)
                .withName(CONFIG_MAP)
                .edit(found -> with(found, data));
    }

    private static ConfigMap with(ConfigMap map, Map<String, String> data) {
        return new ConfigMapBuilder(map).addToData(data).build();
    }
}
