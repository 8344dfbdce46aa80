// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the search for programs needs to know about the machine. A value, so that a test can describe a machine without
 * Go, or with another operating system.
 *
 * @param environment the environment variables
 * @param os the operating system as Go names it
 * @param arch the processor architecture as Go names it
 */
record HostMachine(Map<String, String> environment, Path home, Path workingFolder, String os, String arch) {
    HostMachine {
        environment = Map.copyOf(environment);
    }

    static HostMachine current() {
        return new HostMachine(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("").toAbsolutePath(),
                goOs(System.getProperty("os.name")),
                goArch(System.getProperty("os.arch")));
    }

    private static String goOs(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("mac") ? "darwin" : lower.startsWith("windows") ? "windows" : lower;
    }

    private static String goArch(String name) {
        return switch (name) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }

    boolean isLinux() {
        return os.equals("linux");
    }

    /** The value of an environment variable. An empty one counts as not set, as in most programs. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The folder for files that are expensive to build and that the user did not create. */
    Path cacheFolder() {
        return variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home.resolve(".cache"))
                .resolve("chalk-credential-operator");
    }

    /** A program on the PATH, otherwise in one of the further folders. */
    Optional<Path> program(String name, Stream<Path> further) {
        var path = variable("PATH").stream().flatMap(value -> Stream.of(value.split(File.pathSeparator)));
        return Stream.concat(path.filter(folder -> !folder.isBlank()).map(Path::of), further)
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
