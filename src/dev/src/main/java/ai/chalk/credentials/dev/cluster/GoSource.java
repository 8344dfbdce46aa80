// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the Go modules in this repository. Its hash is part of the name of what is built from it, so that a changed
 * source never uses an old build.
 */
record GoSource(Path folder) {

    /**
     * Looks in the given folder and its parents, because a build or an IDE may start below the repository's root.
     *
     * @param module the module's folder relative to the root, such as {@code src/dev/cluster}
     */
    static Optional<GoSource> around(Path start, String module) {
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(module))
                .filter(folder -> Files.exists(folder.resolve("go.mod")))
                .findFirst()
                .map(GoSource::new);
    }

    String hash() {
        try {
            var digest = Sha256.digest();
            for (var file : files()) {
                update(digest, file);
            }
            return Sha256.hex(digest).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException("The Go sources in " + folder + " cannot be read", e);
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(Files.readAllBytes(file));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(GoSource::isBuilt).sorted().toList();
        }
    }

    private static boolean isBuilt(Path file) {
        var name = file.getFileName().toString();
        return name.matches("go\\.(mod|sum)|.*\\.go") && !name.endsWith("_test.go");
    }
}
