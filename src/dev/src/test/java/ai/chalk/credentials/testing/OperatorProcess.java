// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged operator as a separate process, with the service account and the permissions that the manifests grant.
 */
public final class OperatorProcess implements AutoCloseable {

    private static final Path JAR = Path.of("src/operator/target/quarkus-app/quarkus-run.jar");
    private static final int OK = 200;
    private static final long STOP_SECONDS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final URI address;

    private OperatorProcess(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts the operator and returns at once. Fails if it is not packaged.
     *
     * @param log the operator's output is appended to this file
     * @param settings further environment variables
     */
    public static OperatorProcess start(Path log, Map<String, String> settings) {
        return start(SharedCluster.get().operatorKubeconfig(), log, settings);
    }

    /** Starts the operator with the identity of that kubeconfig. */
    public static OperatorProcess start(Path kubeconfig, Path log, Map<String, String> settings) {
        if (!Files.isReadable(JAR)) {
            throw new IllegalStateException(
                    "There is no " + JAR + ": run these tests with ./mvnw verify, which packages it");
        }
        var address = URI.create("http://127.0.0.1:" + freePort());
        var builder = ChildProcesses.builder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dkubeconfig=" + kubeconfig,
                "-Dquarkus.http.host=" + address.getHost(),
                "-Dquarkus.http.port=" + address.getPort(),
                "-jar",
                JAR.toString()));
        // A killed operator leaves a lease, for which the next one would wait.
        builder.environment().put("CHALK_OPERATOR_LEADER_ELECTION", "false");
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-of-operator"));
            return new OperatorProcess(process, log, address);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the operator", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the log says that the operator is ready. */
    public OperatorProcess awaitReady() throws Exception {
        await("the operator to be ready")
                .untilAsserted(
                        () -> assertThat(status("/q/health/ready")).as(log()).isEqualTo(OK));
        return this;
    }

    /** The HTTP status that a Kubernetes probe gets at that path. */
    public int status(String path) throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("The operator exited with " + process.exitValue() + ":\n" + log());
        }
        try {
            return get(path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The page that Prometheus scrapes. */
    public String metrics() throws IOException, InterruptedException {
        return page("/q/metrics");
    }

    /** The page at that path, which must be successful. */
    public String page(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(OK);
        return answer.body();
    }

    /** The complete log, including the output of earlier processes to the same file. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the operator, as a power failure of its node would: none of its handlers run. */
    public void kill9() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends the operator as Kubernetes ends a Pod, and returns its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until the operator ends on its own, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
                .as("has stopped")
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
