// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.cli.PluginUnderTest;
import ai.chalk.credentials.testing.SharedCluster;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kubectl chalk doctor} recognizes an installation by its content, not by its name. */
@Tag("cluster")
class ChartDoctorTest {

    private static final SharedCluster CLUSTER = SharedCluster.get();

    private final String namespace = CLUSTER.newNamespace();
    private final String team = CLUSTER.newNamespace();
    private final PluginUnderTest admin = new PluginUnderTest(CLUSTER.cluster().kubeconfig(), Clock.systemUTC());

    private final List<String> ofTheCluster = new ArrayList<>();

    @AfterEach
    void uninstall() {
        ofTheCluster.forEach(object -> CLUSTER.kubectl("delete", object));
        CLUSTER.kubectl("delete", "namespace", namespace, team, "--wait=false");
    }

    @Test
    void anOperatorOfSomeNamespacesThatHasAllThatItNeeds() {
        install(
                "custom",
                "--set=watchNamespaces={" + team + "},clusterConnections.enabled=false,rbac.rolloutRestarts=false",
                "--set=serviceAccount.name=tokens,nameOverride=credentials");

        var said = doctor();

        assertThat(said)
                .contains("✓ operator's rights: system:serviceaccount:" + namespace + ":tokens has all rights")
                .contains("! operator's rights: ", "(for rolloutRestartTargets)", "(for revoking orphans)")
                .contains("Deployment " + namespace + "/custom-credentials has ")
                .doesNotContain("✗ operator's rights", "leases");
    }

    @Test
    void anOperatorOfTheClusterWithoutAnElection() {
        install(namespace, "--set=leaderElection.enabled=false,clusterConnections.enabled=false");

        assertThat(doctor())
                .contains("✓ operator's rights: system:serviceaccount:" + namespace + ":" + namespace)
                .doesNotContain("✗ operator's rights", "! operator's rights");
    }

    @Test
    void anOperatorThatLacksARoleInANamespaceThatItServes() throws Exception {
        install("custom", "--set=watchNamespaces={" + team + "}");
        CLUSTER.kubectl("delete", "rolebinding", "--all", "--namespace=" + team);

        var late = "update chalkservicecredentials.credentials.chalk.ai in " + team;
        assertThat(doctor())
                .contains("✗ operator's rights: ")
                .containsPattern("may not get chalkservicecredentials[^\n]* and \\d+ more\n")
                .doesNotContain(late)
                .contains("apply the roles of its release again");
        assertThat(missing("BROKEN")).contains(late).hasSizeGreaterThan(3);
    }

    @Test
    void noOperator() throws Exception {
        assertThat(doctor())
                .contains("! operator's rights: not checked: found no Deployment of the operator in namespace "
                        + namespace + "\n")
                .contains("    → specify its namespace with --operator-namespace, or install it")
                .doesNotContain("may not");
        assertThat(missing("WARNING")).isEmpty();
    }

    private String doctor(String... more) {
        var command = Stream.of("doctor", "-n", team, "--operator-namespace", namespace);
        return admin.run(Stream.concat(command, Stream.of(more)).toArray(String[]::new))
                .out();
    }

    /** The same from the JSON output, which scripts read. */
    private List<String> missing(String verdict) throws Exception {
        var missing = new ArrayList<String>();
        for (var finding : new ObjectMapper().readTree(doctor("-o", "json")).at("/findings")) {
            if (finding.at("/check").asText().equals("operator's rights")
                    && finding.at("/verdict").asText().equals(verdict)) {
                finding.at("/missing").forEach(right -> missing.add(right.asText()));
            }
        }
        return missing;
    }

    private void install(String release, String... values) {
        var arguments = new ArrayList<>(List.of("--set=crds.enabled=false,tests.enabled=false,replicas=0"));
        arguments.addAll(List.of(values));
        var rendered = Chart.render(release, namespace, arguments.toArray(String[]::new));
        for (var kind : List.of("ClusterRoleBinding", "ClusterRole")) {
            rendered.ofKind(kind)
                    .forEach(object -> ofTheCluster.add(
                            kind + "/" + object.at("/metadata/name").asText()));
        }
        CLUSTER.cluster().apply(rendered.text());
    }
}
