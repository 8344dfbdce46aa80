// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is small, holds nothing of the operator's runtime, and runs. {@code KubectlPluginIT} runs it with a cluster. */
class PluginArchiveIT {

    private static final Path ARCHIVE = Path.of("src/cli/target/kubectl-chalk.tar.gz");
    private static final long MAXIMUM_BYTES = 12_500_000;

    /** Quarkus, Java Operator SDK, Vert.x, Netty, the CRD generator, test libraries and the other modules. */
    private static final List<String> FORBIDDEN = List.of(
            "io/quarkus/",
            "io/javaoperatorsdk/",
            "io/vertx/",
            "io/netty/",
            "io/fabric8/crdv2/",
            "org/junit/",
            "ai/chalk/credentials/operator/",
            "ai/chalk/credentials/dev/",
            "ai/chalk/credentials/simulator/");

    private Path folder;

    @BeforeEach
    void unpack(@TempDir Path temporary) throws Exception {
        folder = temporary;
        run(0, "tar", "-xzf", ARCHIVE.toAbsolutePath().toString(), "-C", folder.toString());
    }

    private String run(int expected, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(expected);
        return output;
    }

    private String plugin(int expected, String... arguments) throws IOException, InterruptedException {
        var launcher = folder.resolve("kubectl-chalk/kubectl-chalk").toString();
        return run(
                expected,
                Stream.concat(Stream.of(launcher), Stream.of(arguments)).toArray(String[]::new));
    }

    private List<Path> jars() throws IOException {
        try (var files = Files.list(folder.resolve("kubectl-chalk/lib"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void isSmall() throws IOException {
        long bytes = Files.size(ARCHIVE);
        var jars = new ArrayList<String>();
        for (var jar : jars()) {
            jars.add(Files.size(jar) + " " + jar.getFileName());
        }

        System.out.printf("PluginArchiveIT: %s has %d bytes%n", ARCHIVE.getFileName(), bytes);
        assertThat(bytes)
                .as("%s has %d bytes: %s", ARCHIVE, bytes, String.join(", ", jars))
                .isBetween(1_000_000L, MAXIMUM_BYTES);
    }

    @Test
    void holdsNothingOfTheOperatorsRuntime() throws IOException {
        var packages = new TreeSet<String>();
        for (var jar : jars()) {
            packages.addAll(folders(jar));
        }

        assertThat(packages)
                .contains("ai/chalk/credentials/cli/", "picocli/", "io/fabric8/kubernetes/client/")
                .noneMatch(name -> FORBIDDEN.stream().anyMatch(name::startsWith));
    }

    private static Set<String> folders(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var found = new TreeSet<String>();
            file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && name.contains("/"))
                    .forEach(name -> found.add(name.substring(0, name.lastIndexOf('/') + 1)));
            return found;
        }
    }

    @Test
    void printsHelp() throws Exception {
        assertThat(plugin(0, "--help")).contains("status", "plan", "history", "rotate", "revoke", "doctor");
        assertThat(plugin(0, "help", "plan")).contains("Usage: kubectl chalk plan", "--filename");
        assertThat(plugin(2, "plan")).startsWith("error: specify a credential");
    }

    /** The client loads its classes before it connects, so a missing API group shows here. */
    @Test
    void reportsAnUnreachableCluster() throws Exception {
        var kubeconfig = Files.writeString(
                folder.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: none
                contexts: [{name: none, context: {cluster: none, user: none}}]
                clusters: [{name: none, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: none, user: {token: none}}]
                """);
        for (var command : List.of("status", "plan scorer", "doctor")) {
            var words = Stream.concat(
                            Stream.of(command.split(" ")), Stream.of("--kubeconfig=" + kubeconfig, "-n", "fraud"))
                    .toArray(String[]::new);

            assertThat(plugin(3, words)).as(command).startsWith("error: cannot reach the API server");
        }
    }
}
