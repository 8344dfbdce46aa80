// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Linux machine in a folder: with a repository, a home, download sites, and Go only if it is installed. */
final class FakeMachine {
    /** Behaves like go build: prints packages and creates an executable file. */
    static final String GO =
            """
            #!/bin/sh
            echo build >> "$0.calls"
            echo "k8s.io/first"; echo "k8s.io/second"
            while [ "$1" != "-o" ]; do shift; done
            cp "$0" "$2"
            """;

    final List<String> progress = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path root;

    FakeMachine(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(source());
        Files.writeString(source().resolve("go.mod"), "module cluster");
        Files.writeString(source().resolve("main.go"), "package main");
    }

    Path source() {
        return root.resolve("repository/src/dev/cluster");
    }

    Path cache() {
        return root.resolve("home/.cache/chalk-credential-operator");
    }

    List<String> cached() throws IOException {
        if (!Files.exists(cache())) {
            return List.of();
        }
        try (var entries = Files.list(cache())) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    FakeMachine with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    FakeMachine withGo(String script) throws IOException {
        program(root.resolve("bin/go"), script);
        return with("PATH", root.resolve("bin").toString());
    }

    long builds() throws IOException {
        return Files.readAllLines(root.resolve("bin/go.calls")).size();
    }

    Path folderWith(String... programs) throws IOException {
        for (var program : programs) {
            program(root.resolve("assets").resolve(program), "#!/bin/sh\n");
        }
        return root.resolve("assets");
    }

    HostMachine machine() {
        return machine("linux");
    }

    HostMachine machine(String os) {
        return new HostMachine(environment, root.resolve("home"), root.resolve("repository/src"), os, "amd64");
    }

    ClusterBinaries find(WithoutGo withoutGo, DownloadSites sites) {
        return new BinariesSearch(machine(), sites, progress::add).find(withoutGo);
    }

    static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
