// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.testing.SharedCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples for Argo CD and Flux, on a real API server with the CRDs of both, and compared with the chart that they
 * install.
 */
@Tag("cluster")
class GitOpsManifestsTest {

    private static final SharedCluster CLUSTER = SharedCluster.get();
    private static final String KINDS = "src/it/src/test/resources/gitops";
    private static final Path GITOPS = Path.of("gitops");
    private static final String CHART = "helm/chalk-credential-operator";

    @BeforeAll
    static void whatTheToolsBring() {
        CLUSTER.kubectl("apply", "--server-side", "--filename=" + KINDS);
        CLUSTER.kubectl("wait", "--for=condition=Established", "--filename=" + KINDS);
        for (var namespace : List.of("argocd", "flux-system")) {
            CLUSTER.cluster().apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        }
        // kubectl caches the list of kinds for minutes.
        CLUSTER.kubectl("api-resources", "--api-group=argoproj.io");
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAccepted(Path file) throws IOException {
        var written = new RenderedChart(Files.readString(file)).objects();

        assertThat(dryRun(file)).hasSameSizeAs(written);
    }

    /** Shows that the test above can fail. */
    @ParameterizedTest
    @MethodSource("files")
    void aMisspeltFieldWouldBeRefused(Path file, @TempDir Path folder) throws IOException {
        var text = Files.readString(file).replaceAll("(?m)^spec:$|^data:$", "$0\n  misspelt: true");
        var wrong = Files.writeString(folder.resolve("wrong.yaml"), text);

        assertThatThrownBy(() -> dryRun(wrong)).hasMessageContaining("misspelt");
    }

    static List<Path> files() throws IOException {
        try (var files = Files.walk(GITOPS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("argocd-cm.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> dryRun(Path file) {
        var printed = CLUSTER.kubectl(
                "create", "--dry-run=server", "--validate=strict", "--output=yaml", "--filename=" + file);
        return new RenderedChart(printed).objects();
    }

    /** Both install the chart of this repository, with values that it accepts, as the documents say. */
    @ParameterizedTest
    @MethodSource("installations")
    void installsTheChartWithValidValues(JsonNode installation, @TempDir Path folder) throws IOException {
        var argo = installation.at("/spec/source");
        var flux = installation.at("/spec/chart/spec");
        assertThat(List.of(argo.path("path").asText(), flux.path("chart").asText()))
                .anyMatch(path -> path.replace("./", "").equals(CHART));
        var values = argo.isMissingNode() ? installation.at("/spec/values") : argo.at("/helm/valuesObject");
        var file = folder.resolve("values.yaml");
        Chart.YAML.writeValue(file.toFile(), values);

        var rendered = Chart.render("chalk-credential-operator", "chalk-system", "--values=" + file);

        assertThat(rendered.ofKind("Deployment")).hasSize(1);
        assertThat(rendered.ofKind("CustomResourceDefinition")).hasSize(4);
    }

    static List<JsonNode> installations() throws IOException {
        return List.of(only("argocd/operator.yaml", "Application"), only("flux/operator.yaml", "HelmRelease"));
    }

    private static JsonNode only(String file, String kind) throws IOException {
        return new RenderedChart(Files.readString(GITOPS.resolve(file))).only(kind);
    }

    /** Every dependency names an existing object. */
    @Test
    void fluxDependsOnExistingObjects() throws IOException {
        var objects = new ArrayList<JsonNode>();
        for (var file : List.of("operator.yaml", "kustomization.yaml")) {
            objects.addAll(
                    new RenderedChart(Files.readString(GITOPS.resolve("flux").resolve(file))).objects());
        }
        var names = objects.stream()
                .filter(object -> object.path("kind").asText().equals("Kustomization"))
                .map(object -> object.at("/metadata/name").asText())
                .collect(Collectors.toSet());

        assertThat(objects.stream()
                        .flatMap(object -> object.at("/spec/dependsOn").valueStream())
                        .map(dependency -> dependency.path("name").asText()))
                .isNotEmpty()
                .isSubsetOf(names);
        assertThat(names).containsAll(Set.of("fraud-credentials", "fraud-workloads"));
    }
}
