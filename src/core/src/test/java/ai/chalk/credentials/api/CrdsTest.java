// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed CRDs match the Java types. */
class CrdsTest {

    private static final Path COMMITTED = Path.of("crds");

    @Test
    void committedFilesAreThoseOfTheJavaTypes() throws IOException {
        var generated = CrdGenerator.generate().stream()
                .collect(toMap(crd -> crd.getMetadata().getName() + ".yaml", CrdGenerator::write));
        if (Boolean.getBoolean("crds.update")) {
            for (var file : generated.entrySet()) {
                Files.writeString(COMMITTED.resolve(file.getKey()), file.getValue());
            }
        }

        try (var files = Files.list(COMMITTED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(generated.keySet());
        }
        for (var file : generated.entrySet()) {
            assertThat(COMMITTED.resolve(file.getKey()))
                    .as(
                            "crds/%s differs from the Java types: run ./mvnw -pl src/core test -Dtest=CrdsTest -Dcrds.update=true",
                            file.getKey())
                    .hasContent(file.getValue());
        }
    }
}
