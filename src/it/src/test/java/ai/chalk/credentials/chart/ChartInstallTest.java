// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.HelmProgram;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs, upgrades and removes a release with the real Helm, in its own cluster that starts without the CRDs. */
@Tag("cluster")
class ChartInstallTest {

    private static final String CREDENTIALS = "chalkservicecredentials.credentials.chalk.ai";
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        var binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void aReleaseComesChangesAndGoesAndLeavesCredentials(@TempDir Path folder) throws IOException {
        var notes = helm(former(folder), "--set=connection.create=true,settings.issueLimit=3");

        assertThat(notes)
                .contains("kubectl create secret generic chalk-operator --namespace chalk-system")
                .contains("helm test chalk --namespace chalk-system")
                .doesNotContain("IMPORTANT");
        assertThat(setting("CHALK_OPERATOR_ISSUE_LIMIT")).isEqualTo("3");
        assertThat(connection("{.spec.apiServer}")).isEqualTo("https://api.chalk.ai");
        assertThat(explainSuspend()).isEmpty();
        cluster.apply(heredoc(notes));

        helm(Chart.FOLDER, "--set=connection.create=true,settings.issueLimit=9,connection.limits.concurrency=4");

        assertThat(setting("CHALK_OPERATOR_ISSUE_LIMIT")).isEqualTo("9");
        assertThat(connection("{.spec.limits.concurrency}")).isEqualTo("4");
        assertThat(explainSuspend()).isEqualTo("boolean");

        helm("uninstall", "chalk", "--namespace=chalk-system");

        assertThat(cluster.kubectl(
                        "get", "deployments,serviceaccounts,roles", "--namespace=chalk-system", "--output=name"))
                .doesNotContain("chalk-credential-operator");
        assertThat(cluster.kubectl("get", CREDENTIALS, "--namespace=default", "--output=name"))
                .contains("scorer");
        assertThat(connection("{.spec.limits.concurrency}")).isEqualTo("4");

        assertThatThrownBy(() -> helm("install", "other", Chart.FOLDER.toString(), "--namespace=default"))
                .hasMessageContaining("invalid ownership metadata");
        helm(Chart.FOLDER, "--set=connection.create=true");

        assertThat(setting("CHALK_OPERATOR_ISSUE_LIMIT")).isEqualTo("6");
        assertThat(connection("{.spec.limits}")).isEmpty();
    }

    /** The credential in the notes of the chart. It names no namespace, so it is created in the namespace default. */
    private static String heredoc(String notes) {
        return notes.lines()
                .dropWhile(line -> !line.endsWith("<<EOF"))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("EOF"))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
    }

    /** The chart as an older version might have been: without one field of the credential. */
    static Path former(Path folder) throws IOException {
        try (var files = Files.walk(Chart.FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve(Chart.FOLDER.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        var crd = folder.resolve("files/crds/" + CREDENTIALS + ".yaml");
        var definition = Chart.YAML.readTree(crd.toFile());
        ((ObjectNode) definition.at(
                        "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/rotation/properties"))
                .remove("suspend");
        Files.writeString(crd, Chart.YAML.writeValueAsString(definition).replaceFirst("^---\n", ""));
        return folder;
    }

    private static String helm(Path chart, String values) {
        return helm(
                "upgrade",
                "--install",
                "chalk",
                chart.toString(),
                "--namespace=chalk-system",
                "--create-namespace",
                values);
    }

    private static String helm(String... arguments) {
        return HelmProgram.in(cluster).run(new ArrayList<>(List.of(arguments)));
    }

    private static String setting(String variable) {
        return cluster.kubectl(
                "get",
                "deployment",
                "chalk-chalk-credential-operator",
                "--namespace=chalk-system",
                "--output=jsonpath={.spec.template.spec.containers[0].env[?(@.name=='" + variable + "')].value}");
    }

    private static String connection(String path) {
        return cluster.kubectl("get", "clusterchalkconnection", "default", "--output=jsonpath=" + path);
    }

    private static String explainSuspend() {
        return cluster.kubectl(
                "get",
                "crd",
                CREDENTIALS,
                "--output=jsonpath={.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.rotation.properties.suspend.type}");
    }
}
