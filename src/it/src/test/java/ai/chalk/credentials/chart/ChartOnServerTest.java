// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.testing.SharedCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered chart on a real API server. */
@Tag("cluster")
class ChartOnServerTest {

    private static final SharedCluster CLUSTER = SharedCluster.get();

    /** An existing object, because kubectl refuses to apply an empty manifest. */
    private static final String NOTHING = "---\n{apiVersion: v1, kind: Namespace, metadata: {name: default}}\n";

    @BeforeAll
    static void whatTheExamplesName() {
        CLUSTER.kubectl("apply", "--server-side", "--filename=src/it/src/test/resources/monitoring");
        CLUSTER.kubectl("wait", "--for=condition=Established", "--filename=src/it/src/test/resources/monitoring");
        for (var namespace : List.of("team-a", "team-b")) {
            CLUSTER.cluster().apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        }
        // kubectl caches the list of kinds for minutes.
        CLUSTER.kubectl("api-resources", "--api-group=monitoring.coreos.com");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachObjectIsAccepted(Path values, @TempDir Path folder) throws IOException {
        var namespace = CLUSTER.newNamespace();
        var rendered = Chart.render("chalk", namespace, "--values=" + values);
        // Admission of a Pod requires its service account, even in a dry run.
        var accounts = rendered.manifest(object -> object.path("kind").asText().equals("ServiceAccount"));
        CLUSTER.cluster().apply(accounts + NOTHING);

        var accepted = dryRun(folder, rendered.text());

        assertThat(accepted.lines()).hasSameSizeAs(rendered.objects());
        CLUSTER.kubectl("delete", "namespace", namespace, "--wait=false");
    }

    static List<Path> examples() {
        return Chart.examples();
    }

    @Test
    void thePlainManifestsAreAccepted(@TempDir Path folder) throws IOException {
        var manifests = CLUSTER.kubectl("kustomize", KustomizeBase.FOLDER);

        var accepted = dryRun(folder, manifests);

        assertThat(accepted.lines()).hasSameSizeAs(new RenderedChart(manifests).objects());
    }

    private static String dryRun(Path folder, String manifests) throws IOException {
        var file = Files.writeString(folder.resolve("manifests.yaml"), manifests);
        return CLUSTER.kubectl(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--dry-run=server",
                "--warnings-as-errors",
                "--filename=" + file);
    }

    @Test
    void itsPodsAreAdmittedWhereTheStrictestStandardIsEnforced() throws Exception {
        var namespace = CLUSTER.newNamespace();
        CLUSTER.kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
        var rendered = Chart.render(namespace, namespace, "--set=crds.enabled=false");

        CLUSTER.cluster().apply(rendered.text());

        await("the Pods of the chart").untilAsserted(() -> assertThat(CLUSTER.client()
                        .pods()
                        .inNamespace(namespace)
                        .withLabel("app.kubernetes.io/component")
                        .list()
                        .getItems())
                .extracting(pod -> pod.getMetadata().getLabels().get("app.kubernetes.io/component"))
                .containsExactlyInAnyOrder("operator", "test"));
        CLUSTER.kubectl("delete", "namespace", namespace, "--wait=false");
    }

    @Test
    void theImageIsTheOneOfTheRelease() {
        var rendered = Chart.render("chalk", "chalk-system");

        assertThat(image(rendered.only("Deployment").at("/spec/template")))
                .isEqualTo("ghcr.io/chalk-credential-operator/chalk-credential-operator:"
                        + Chart.read("Chart.yaml").path("appVersion").asText())
                .isEqualTo(image(rendered.only("Pod")));
    }

    private static String image(JsonNode pod) {
        return pod.at("/spec/containers/0/image").asText();
    }
}
