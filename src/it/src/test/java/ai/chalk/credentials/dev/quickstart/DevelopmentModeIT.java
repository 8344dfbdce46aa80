// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ExternalCommand;
import ai.chalk.credentials.dev.cluster.FreePorts;
import ai.chalk.credentials.dev.cluster.Kubectl;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./mvnw quarkus:dev}, as a contributor runs it, but in a copy of the project: it compiles into the folder from
 * which the other tests run, and this test changes a source.
 */
@Tag("full")
class DevelopmentModeIT {

    private static final List<String> PROJECT = List.of("pom.xml", "mvnw", ".mvn", "src", "config", "crds", "examples");
    private static final Path SOURCE =
            Path.of("src/operator/src/main/java/ai/chalk/credentials/credential/CredentialReconciliation.java");
    private static final Pattern KUBECONFIG = Pattern.compile("export KUBECONFIG=(\\S+)");

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void bringsClusterAndChalkAndPicksUpAChange(@TempDir Path folder) throws Exception {
        for (var part : PROJECT) {
            var copy = folder.resolve(part);
            Files.createDirectories(copy.getParent());
            // With file times, by which the compiler sees that nothing must be compiled.
            ExternalCommand.of("cp", "-a", part, copy.toString()).run();
        }
        int port = FreePorts.find(1).get(0);

        try (var mode = DevelopmentMode.start(folder, port)) {
            mode.await("credential changed credential=fraud/scorer reason=Issued");
            Files.writeString(folder.resolve(SOURCE), "// changed\n", StandardOpenOption.APPEND);

            assertThat(ready(port)).as("the request that brings the change").isEqualTo(200);
            mode.await("Live reload total time");
            var kubeconfig = mode.told(KUBECONFIG);
            assertThat(kubeconfig).as("the one cluster, before and after").hasSize(1);
            kubectl(Path.of(kubeconfig.get(0)), folder)
                    .run(List.of(
                            "annotate", "csc/scorer", "--namespace=fraud", WellKnownNames.ROTATE_ANNOTATION + "=now"));
            mode.await("reason Requested)");
        }
    }

    private static Kubectl kubectl(Path kubeconfig, Path folder) {
        var binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, System.out::println);
        return new Kubectl(binaries.kubectl(), kubeconfig, folder.resolve("kubectl-cache"));
    }

    private static int ready(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Maven, the operator that it starts, and the cluster that the operator starts. */
    private static final class DevelopmentMode implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;
        private final List<String> lines = new ArrayList<>();

        private DevelopmentMode(Process process) {
            this.process = process;
            this.output = process.inputReader();
        }

        static DevelopmentMode start(Path folder, int port) throws IOException {
            var builder = new ProcessBuilder(
                    "./mvnw",
                    "-B",
                    "-ntp",
                    "compile",
                    "quarkus:dev",
                    "-Dmaven.test.skip=true",
                    "-Ddebug=false",
                    "-Dquarkus.http.port=" + port,
                    "-Dquarkus.analytics.disabled=true",
                    // Incremental compilation compares the paths of the sources, which differ in the copy.
                    "-Dmaven.compiler.useIncrementalCompilation=false");
            var mode = new DevelopmentMode(
                    builder.directory(folder.toFile()).redirectErrorStream(true).start());
            Runtime.getRuntime().addShutdownHook(new Thread(mode::end, "end-of-development-mode"));
            return mode;
        }

        /**
         * Reads until a line contains this text. After a failed start, development mode would wait forever for a change
         * of a source.
         */
        void await(String text) throws IOException {
            var line = "";
            while (!line.contains(text)) {
                line = output.readLine();
                if (line == null || line.contains("Failed to start")) {
                    throw new AssertionError("It failed, and had said:\n" + String.join("\n", lines) + "\n" + line);
                }
                lines.add(line);
            }
        }

        List<String> told(Pattern pattern) {
            return lines.stream()
                    .flatMap(line -> pattern.matcher(line).results())
                    .map(found -> found.group(1))
                    .toList();
        }

        private List<ProcessHandle> end() {
            var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroy);
            return all;
        }

        @Override
        public void close() {
            end().forEach(one -> one.onExit().join());
        }
    }
}
