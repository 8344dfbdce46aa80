// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the build packages as the operator, and what it lists in the SBOM. The image contains both as they are. */
class ImageContentIT {

    private static final Path TARGET = Path.of("src/operator/target");

    /** Of the project's own modules; the simulator is there for {@code helm test}. */
    private static final Set<String> OWN = Set.of("chalk-credential-core", "chalk-simulator");

    /** What only commands and development need. */
    private static final List<String> UNWANTED =
            List.of("picocli", "kubectl-chalk", "chalk-credential-dev", "archunit", "junit", "assertj");

    @Test
    void theClassPathHasNothingOfCommandsAndDevelopment() throws IOException {
        var jars = jars("lib");

        assertThat(jars)
                .anySatisfy(jar -> assertThat(name(jar)).contains("kubernetes-client"))
                .allSatisfy(jar -> assertThat(name(jar)).doesNotContain(UNWANTED.toArray(String[]::new)));
        assertThat(jars.stream().map(ImageContentIT::name).filter(jar -> jar.startsWith("ai.chalk.credentials.")))
                .hasSize(OWN.size())
                .allSatisfy(jar -> assertThat(OWN).anyMatch(jar::contains));
        for (var jar : jars("")) {
            assertThat(entries(jar))
                    .as(name(jar))
                    .noneMatch(entry -> entry.startsWith("picocli/"))
                    .noneMatch(entry -> entry.startsWith("ai/chalk/credentials/cli/"))
                    .noneMatch(entry -> entry.startsWith("ai/chalk/credentials/dev/"));
        }
    }

    @Test
    void theSbomListsTheClassPathAndNothingOfDevelopment() throws IOException {
        var sbom =
                new ObjectMapper().readTree(TARGET.resolve("sbom/sbom.cdx.json").toFile());
        var listed = StreamSupport.stream(sbom.path("components").spliterator(), false)
                .map(ImageContentIT::fileName)
                .collect(Collectors.toSet());

        assertThat(sbom.at("/metadata/component/name").textValue()).isEqualTo("chalk-credential-operator");
        assertThat(listed)
                .allSatisfy(component -> assertThat(component).doesNotContain(UNWANTED.toArray(String[]::new)));
        assertThat(jars("lib").stream().map(ImageContentIT::name)).isSubsetOf(listed);
    }

    private static List<Path> jars(String folder) throws IOException {
        try (var files = Files.walk(TARGET.resolve("quarkus-app").resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    /** As Quarkus names it. */
    private static String fileName(JsonNode component) {
        return "%s.%s-%s.jar"
                .formatted(
                        component.path("group").textValue(),
                        component.path("name").textValue(),
                        component.path("version").textValue());
    }

    private static List<String> entries(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }
}
