// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.testing.SharedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands for installing in the documents work. */
@Tag("cluster")
class InstallDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final String PUSHED = "registry.example/chalk-credential-operator";
    private static final String TAG = "0.1.0";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** Options of an installation, which rendering does not need. */
    private static final Set<String> INSTALLING = Set.of(
            "upgrade", "--install", "--create-namespace", "--wait", "--reuse-values", "--reset-then-reuse-values");

    @ParameterizedTest
    @MethodSource("installations")
    void eachInstallationRenders(String command) {
        var words = WORD.matcher(command).results().map(InstallDocumentTest::word);
        var arguments = words.skip(1).filter(word -> !INSTALLING.contains(word)).toList();

        var rendered = Chart.renderWith(arguments);

        assertThat(rendered.ofKind("Deployment")).hasSize(1);
    }

    static List<String> installations() {
        return blocks("shell")
                .flatMap(block -> block.replace("\\\n", " ").lines())
                .filter(line -> line.startsWith("helm upgrade --install"))
                .toList();
    }

    /** The default image is in no registry before the first release. */
    @ParameterizedTest
    @MethodSource("installations")
    void aFirstInstallationNamesTheImageThatIsPushed(String command) {
        assertThat(command.contains("--create-namespace"))
                .as("a first installation names the image, an upgrade keeps it: %s", command)
                .isEqualTo(command.contains("--set image.repository=" + PUSHED + " --set image.tag=" + TAG));
        assertThat(blocks("shell")).anyMatch(block -> block.startsWith("./dev image --push " + PUSHED + ":" + TAG));
    }

    @ParameterizedTest
    @MethodSource("values")
    void eachExampleOfValuesRenders(String values, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("values.yaml"), values);

        var rendered = Chart.render("chalk", "chalk-system", "--values=" + file);

        assertThat(rendered.ofKind("ClusterChalkConnection")).hasSize(1);
    }

    static List<String> values() {
        return blocks("yaml").filter(block -> block.startsWith("replicas:")).toList();
    }

    private static Stream<String> blocks(String language) {
        return Stream.of("docs/install.md", "README.md", Chart.FOLDER + "/README.md")
                .map(Path::of)
                .flatMap(document -> BLOCK.matcher(read(document)).results())
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    @Test
    void theOverlayNamesTheImage(@TempDir Path folder) throws IOException {
        var overlay =
                blocks("yaml").filter(block -> block.startsWith("# deploy/")).toList();
        assertThat(overlay).hasSize(1);
        var base = folder.toRealPath().relativize(Path.of(KustomizeBase.FOLDER).toRealPath());
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                overlay.get(0).replace("../" + KustomizeBase.FOLDER, base.toString()));

        var rendered = new RenderedChart(SharedCluster.get().kubectl("kustomize", folder.toString()));

        assertThat(rendered.only("Deployment")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo(PUSHED + ":" + TAG);
        assertThat(rendered.ofKind("CustomResourceDefinition")).hasSize(4).allSatisfy(definition -> assertThat(
                        definition.at("/metadata/annotations").toString())
                .isEqualTo("{\"argocd.argoproj.io/sync-options\":\"Prune=false,Delete=false\","
                        + "\"kustomize.toolkit.fluxcd.io/prune\":\"disabled\"}"));
    }

    /** Removing the operator keeps the CRDs, and with them all credentials. */
    @Test
    void removingTheOperatorOfTheBaseDeletesNoDefinition() {
        var command = blocks("shell")
                .map(block -> block.replace("\\\n", " "))
                .filter(block -> block.startsWith("kubectl delete --filename config/base/"))
                .findFirst()
                .orElseThrow();

        assertThat(KustomizeBase.files().keySet()).allSatisfy(file -> assertThat(
                        command.contains("config/base/" + file + " ") || command.contains("config/base/" + file + "\n"))
                .as(file)
                .isEqualTo(!List.of("crds.yaml", "kustomization.yaml").contains(file)));
    }

    @Test
    void anOverlayMovesTheBaseToAnotherNamespace(@TempDir Path folder) throws IOException {
        var base = folder.toRealPath().relativize(Path.of(KustomizeBase.FOLDER).toRealPath());
        Files.writeString(
                folder.resolve("kustomization.yaml"), "{namespace: elsewhere, resources: [\"" + base + "\"]}");

        var rendered = new RenderedChart(SharedCluster.get().kubectl("kustomize", folder.toString()));

        assertThat(rendered.only("Namespace").at("/metadata/name").asText()).isEqualTo("elsewhere");
        assertThat(rendered.only("ClusterRoleBinding")
                        .at("/subjects/0/namespace")
                        .asText())
                .isEqualTo("elsewhere");
        assertThat(rendered.objects())
                .extracting(object -> object.at("/metadata/namespace").asText())
                .doesNotContain("chalk-system")
                .contains("elsewhere");
    }
}
