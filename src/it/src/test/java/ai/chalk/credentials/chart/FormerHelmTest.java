// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.HelmProgram;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart with Helm 3: the same result, except for the difference that docs/install.md describes. */
@Tag("full")
class FormerHelmTest {

    /**
     * Without a cluster, Helm assumes a Kubernetes version; a Helm 3 that is built from its module assumes a very old
     * one.
     */
    private static final String KUBERNETES = "--kube-version=" + ClusterBinaries.KUBERNETES_VERSION;

    private static final HelmProgram HELM_3 = HelmProgram.withoutCluster().former();

    @Test
    void isHelm3() {
        assertThat(HELM_3.run("version", "--short")).startsWith("v3.");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rendersTheSame(Path values) {
        var arguments = List.of(
                "template",
                "chalk",
                Chart.FOLDER.toString(),
                "--namespace=chalk-system",
                "--values=" + values,
                KUBERNETES);

        assertThat(new RenderedChart(HELM_3.run(arguments)).objects())
                .containsExactlyInAnyOrderElementsOf(
                        new RenderedChart(HelmProgram.withoutCluster().run(arguments)).objects());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void lintFindsNothing(Path values) {
        assertThat(HELM_3.run("lint", "--strict", Chart.FOLDER.toString(), "--values=" + values))
                .contains("1 chart(s) linted, 0 chart(s) failed");
    }

    static List<Path> examples() {
        return Chart.examples();
    }

    @Test
    void createsTheConnectionOnTheSecondRun() {
        var binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        try (var cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT)) {
            assertThat(upgrade(cluster)).contains("IMPORTANT: run the same command once more");
            assertThat(connections(cluster)).isEmpty();

            assertThat(upgrade(cluster)).doesNotContain("IMPORTANT");
            assertThat(connections(cluster)).isEqualTo("default");

            assertThat(upgrade(cluster, "--set=connection.limits.concurrency=4"))
                    .doesNotContain("IMPORTANT");
            assertThat(cluster.kubectl(
                            "get", "clusterchalkconnection", "default", "--output=jsonpath={.spec.limits.concurrency}"))
                    .isEqualTo("4");
        }
    }

    private static String upgrade(EmbeddedCluster cluster, String... more) {
        var helm = HelmProgram.in(cluster).former();
        var arguments = new ArrayList<>(List.of(
                "upgrade",
                "--install",
                "chalk",
                Chart.FOLDER.toString(),
                "--namespace=chalk-system",
                "--create-namespace",
                "--set=connection.create=true"));
        arguments.addAll(List.of(more));
        return helm.run(arguments);
    }

    private static String connections(EmbeddedCluster cluster) {
        return cluster.kubectl("get", "clusterchalkconnections", "--output=jsonpath={.items[*].metadata.name}");
    }
}
