// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.FormerChart;
import ai.chalk.credentials.dev.cluster.HelmProgram;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade from the chart before its last change, with the CRDs of that time. */
@Tag("cluster")
class ChartUpgradeTest {

    private static final String CREDENTIAL =
            """
            apiVersion: credentials.chalk.ai/v1alpha1
            kind: ChalkServiceCredential
            metadata: {name: scorer, namespace: default}
            spec: {project: fraud, environment: production, permissions: [query.online]}
            """;

    @Test
    void takesOverTheObjectsOfTheFormerChart(@TempDir Path folder) throws IOException {
        var inGit = FormerChart.inGit(Chart.FOLDER, folder);
        var former = inGit.isPresent() ? inGit.get() : ChartInstallTest.former(folder);
        var binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        try (var cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT)) {
            upgrade(cluster, former);
            cluster.apply(CREDENTIAL);
            var uid = uid(cluster);

            upgrade(cluster, Chart.FOLDER);

            assertThat(uid(cluster)).isEqualTo(uid);
            assertThat(HelmProgram.in(cluster).run("status", "chalk", "--namespace=chalk-system"))
                    .contains("REVISION: 2", "STATUS: deployed");
            // Fails if there is a difference.
            cluster.kubectl("diff", "--server-side", "--force-conflicts", "--filename=crds");
        }
    }

    private static void upgrade(EmbeddedCluster cluster, Path chart) {
        HelmProgram.in(cluster)
                .run(
                        "upgrade",
                        "--install",
                        "chalk",
                        chart.toString(),
                        "--namespace=chalk-system",
                        "--create-namespace",
                        "--set=connection.create=true");
    }

    private static String uid(EmbeddedCluster cluster) {
        return cluster.kubectl(
                "get", "chalkservicecredential", "scorer", "--namespace=default", "--output=jsonpath={.metadata.uid}");
    }
}
