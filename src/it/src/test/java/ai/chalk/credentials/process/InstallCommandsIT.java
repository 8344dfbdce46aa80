// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.HelmProgram;
import ai.chalk.credentials.dev.cluster.TestPrograms;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import ai.chalk.credentials.testing.OperatorProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/install.md with the real Helm: runs each block of shell unchanged, on a cluster whose node runs no
 * containers but reports each Pod as ready. The operator is a process, which starts as soon as its account exists. Only
 * the address of Chalk differs from the document.
 */
class InstallCommandsIT {

    private static final Path DOCUMENT = Path.of("docs/install.md");
    private static final Pattern PART = Pattern.compile("(?ms)^(##+) (.*?)\\R|^```(shell|yaml)\\R(.*?)^```");

    /** {@code ImageIT} builds an image. This test has no registry for one. */
    private static final String IMAGE = "The image";

    private static final Path CHART = Path.of("helm/chalk-credential-operator");
    private static final String NAMESPACE = "chalk-system";

    /**
     * The Pod of helm test would have to end, which no Pod does here. {@code ChartIT} runs its program; here, Helm only
     * checks the options.
     */
    private static final String HELM =
            """
            helm() {
              case "$1" in
                test) command helm "$@" --help ;;
                upgrade) command helm "$@" --set "connection.apiServer=$CHALK" ;;
                *) command helm "$@" ;;
              esac
            }
            """;

    @Test
    void canBeFollowed(@TempDir Path folder) throws Exception {
        for (var name : List.of("helm", "config", "crds")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of(name).toAbsolutePath());
        }
        Files.writeString(folder.resolve("client_id"), SimulatedChalk.BOOTSTRAP.clientId());
        Files.writeString(
                folder.resolve("client_secret"),
                SimulatedChalk.BOOTSTRAP.clientSecret().reveal());
        overlay(folder);
        var binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        try (var chalk = SimulatorServer.start(SimulatedChalk.standard(Clock.systemUTC()));
                var cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT.withNode())) {
            var reader = new Reader(cluster, binaries, chalk.uri(), folder, new LinkedHashSet<>());
            install(cluster, reader);
            reader.follow("Upgrade", 0);
            uninstall(cluster, reader);

            kustomize(cluster, reader);
            assertThat(reader.followed())
                    .containsExactlyInAnyOrderElementsOf(blocks("shell").stream()
                            .filter(block -> !block.section().equals(IMAGE))
                            .toList());
        }
    }

    /** A block that begins with the name of a file is that file. */
    private static void overlay(Path folder) throws IOException {
        for (var block : blocks("yaml")) {
            var name = block.text().lines().findFirst().orElseThrow();
            if (name.matches("# \\w+/kustomization[.]yaml")) {
                var file = folder.resolve(name.substring(2));
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
        }
    }

    private static void kustomize(EmbeddedCluster cluster, Reader reader) throws Exception {
        reader.follow("With kustomize", 0);
        cluster.kubectl(
                "rollout",
                "status",
                "deployment/chalk-credential-operator",
                "--namespace=" + NAMESPACE,
                "--timeout=60s");
        int ways = count("Uninstall/With kustomize");
        for (int way = 0; way < ways; way++) {
            reader.follow("With kustomize", 0);
            reader.follow("Uninstall/With kustomize", way);
        }
    }

    private static void install(EmbeddedCluster cluster, Reader reader) throws Exception {
        reader.follow("With Helm", 0);
        var account = cluster.kubeconfigFor(NAMESPACE, "chalk-credential-operator");
        var log = cluster.logs().resolve("operator.log");
        try (var operator = OperatorProcess.start(account, log, Map.of("CHALK_OPERATOR_LEADER_ELECTION", "true"))) {
            operator.awaitReady();
            reader.follow("With Helm", 1);
        }
        reader.follow("With Helm/Does it work?", 0);
        cluster.kubectl("create", "namespace", "team-a");
        cluster.kubectl("create", "namespace", "team-b");
        reader.follow("Some namespaces only", 0);
        assertThat(cluster.kubectl("get", "rolebindings", "--namespace=team-b", "--output=name"))
                .contains("chalk-credential-operator");
    }

    private static void uninstall(EmbeddedCluster cluster, Reader reader) throws Exception {
        reader.follow("Uninstall", 0);
        assertThat(cluster.kubectl("get", "crds", "--output=name")).contains("chalkservicecredentials");
        takeOver(cluster, "another-name");
        HelmProgram.in(cluster).run("uninstall", "another-name", "--namespace=" + NAMESPACE);
        takeOver(cluster, "chalk-credential-operator");
        reader.follow("Uninstall", 1);
        assertThat(cluster.kubectl("get", "crds,namespaces", "--output=name")).doesNotContain("chalk");
    }

    /** As the text says about a release with another name. */
    private static void takeOver(EmbeddedCluster cluster, String release) {
        HelmProgram.in(cluster)
                .run("upgrade", "--install", release, CHART.toString(), "--namespace=" + NAMESPACE, "--take-ownership");
    }

    private record Reader(
            EmbeddedCluster cluster, ClusterBinaries binaries, URI chalk, Path folder, Set<Block> followed) {

        /** Runs one of the blocks of a section. */
        void follow(String section, int number) throws IOException, InterruptedException {
            var block = blocks("shell").stream()
                    .filter(found -> found.section().equals(section))
                    .skip(number)
                    .findFirst()
                    .orElseThrow();
            followed.add(block);
            var commands = block.text();
            var output = folder.resolve("output.txt");
            var bash = new ProcessBuilder("bash", "-euc", HELM + commands)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            bash.environment().putAll(environment());
            int exit = bash.start().waitFor();
            assertThat(exit)
                    .as("%s:%n%s%nsaid:%n%s", section, commands, Files.readString(output))
                    .isZero();
        }

        private Map<String, String> environment() {
            var helm = HelmProgram.in(cluster);
            return Map.of(
                    "PATH",
                    String.join(
                            File.pathSeparator,
                            TestPrograms.obtain().folder().toString(),
                            binaries.folder().toString(),
                            System.getenv("PATH")),
                    "CHALK",
                    chalk.toString(),
                    "KUBECONFIG",
                    cluster.kubeconfig().toString(),
                    "HELM_CACHE_HOME",
                    helm.home().resolve("cache").toString());
        }
    }

    /** A block of the document, with the headings above it. */
    private record Block(String section, String language, String text) {}

    private static int count(String section) throws IOException {
        return (int) blocks("shell").stream()
                .filter(block -> block.section().equals(section))
                .count();
    }

    private static List<Block> blocks(String language) throws IOException {
        var blocks = new ArrayList<Block>();
        var section = "";
        for (var part : PART.matcher(Files.readString(DOCUMENT)).results().toList()) {
            if (part.group(1) != null) {
                section = part.group(1).equals("##") ? part.group(2) : section.split("/", -1)[0] + "/" + part.group(2);
            } else if (part.group(3).equals(language)) {
                blocks.add(new Block(section, language, part.group(4)));
            }
        }
        return blocks;
    }
}
