// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The krew manifest that {@code src/cli/plugin/manifest} prints for a release follows krew's rules (v1alpha2). */
class KrewManifestTest {

    private static final String VERSION = "1.2.3";
    private static final String SUM_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private Path folder;
    private JsonNode manifest;
    private JsonNode platform;

    @BeforeEach
    void print(@TempDir Path temporary) throws Exception {
        folder = temporary;
        var archive = Files.createFile(folder.resolve("kubectl-chalk.tar.gz"));
        manifest = new YAMLMapper().readTree(run(0, "src/cli/plugin/manifest", VERSION, archive.toString()));
        platform = manifest.at("/spec/platforms/0");
    }

    private static String run(int expected, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(expected);
        return output;
    }

    @Test
    void hasVersionAndChecksumOfTheRelease() {
        assertThat(manifest.at("/spec/version").asText()).isEqualTo("v" + VERSION);
        assertThat(platform.path("sha256").asText()).isEqualTo(SUM_OF_NOTHING);
        assertThat(platform.path("uri").asText())
                .startsWith(manifest.at("/spec/homepage").asText() + "/releases/download/v" + VERSION + "/")
                .endsWith("/kubectl-chalk.tar.gz");
    }

    @Test
    void hasOnlyTheFieldsThatKrewKnows() {
        assertThat(manifest.path("apiVersion").asText()).isEqualTo("krew.googlecontainertools.github.com/v1alpha2");
        assertThat(manifest.path("kind").asText()).isEqualTo("Plugin");
        assertThat(manifest.at("/metadata/name").asText()).isEqualTo("chalk");
        assertThat(keys(manifest)).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(keys(manifest.path("spec")))
                .containsExactlyInAnyOrder(
                        "version", "homepage", "shortDescription", "description", "caveats", "platforms");
        assertThat(manifest.at("/spec/platforms")).hasSize(1);
        assertThat(keys(platform)).containsExactlyInAnyOrder("selector", "uri", "sha256", "files", "bin");
        assertThat(manifest.at("/spec/shortDescription").asText()).isNotBlank().doesNotContain("\n");
    }

    /** The launcher and Java run on these systems, on any processor. */
    @Test
    void isForLinuxAndMacOs() {
        var expression = platform.at("/selector/matchExpressions/0");

        assertThat(expression.path("key").asText()).isEqualTo("os");
        assertThat(expression.path("operator").asText()).isEqualTo("In");
        assertThat(texts(expression.path("values"))).containsExactly("linux", "darwin");
    }

    /** The archive has one folder, which src/cli/plugin/assembly.xml defines. */
    @Test
    void selectsTheFilesOfTheArchive() throws IOException {
        var assembly = Files.readString(Path.of("src/cli/plugin/assembly.xml"));

        assertThat(assembly)
                .contains(
                        "<baseDirectory>kubectl-chalk</baseDirectory>",
                        "<source>${project.basedir}/plugin/kubectl-chalk<");
        assertThat(platform.path("files"))
                .extracting(file -> file.path("from").asText())
                .containsExactly("kubectl-chalk/kubectl-chalk", "kubectl-chalk/LICENSE", "kubectl-chalk/lib/*");
        assertThat(platform.path("bin").asText()).isEqualTo("kubectl-chalk");
    }

    @Test
    void saysHowToBuildTheArchive() throws Exception {
        assertThat(run(
                        1,
                        "src/cli/plugin/manifest",
                        VERSION,
                        folder.resolve("none").toString()))
                .contains("./mvnw package builds it");
    }

    private static List<String> keys(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
