// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares printed text with a file; {@code -Dplugin.update=true} updates the files. */
final class GoldenFiles {

    static final Path FOLDER = Path.of("src/cli/src/test/resources/plugin");

    private GoldenFiles() {}

    static void check(String name, String printed) {
        var file = FOLDER.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("plugin.update")) {
                Files.writeString(file, printed);
            }
            assertThat(printed).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
