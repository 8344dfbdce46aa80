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

/** The packaged operator as a process of its own, with the service account and the rights that we ship. */
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
     * Starts it, without waiting for anything. Fails at once where nothing is packaged.
     *
     * @param log what it says is added to this file
     * @param settings further environment variables
     */
    public static OperatorProcess start(Path log, Map<String, String> settings) {
        return start(SharedCluster.get().operatorKubeconfig(), log, settings);
    }

    /** Starts it as whoever that kubeconfig is for. */
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
        // Whoever is killed leaves a lease, for which the next one would wait.
        builder.environment().put("CHALK_OPERATOR_LEADER_ELECTION", "false");
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-of-operator"));
            return new OperatorProcess(process, log, address);
        } catch (IOException e) {
            throw new UncheckedIOException("The operator cannot be started", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns as soon as it says that it is ready. */
    public OperatorProcess awaitReady() throws Exception {
        await("the operator to be ready")
                .untilAsserted(
                        () -> assertThat(status("/q/health/ready")).as(log()).isEqualTo(OK));
        return this;
    }

    /** What a probe of Kubernetes would see at that path. */
    public int status(String path) throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("The operator has ended with " + process.exitValue() + ":\n" + log());
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

    /** The page that Prometheus reads. */
    public String metrics() throws IOException, InterruptedException {
        return page("/q/metrics");
    }

    /** What it shows at that path, where all is well. */
    public String page(String path) throws IOException, InterruptedException {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(OK);
        return answer.body();
    }

    /** Everything that it has said so far, and whoever wrote to the same file before it. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a node that loses its power does: no handler of its own runs. */
    public void kill9() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends it as Kubernetes ends a Pod, and returns its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until it ends by itself, and returns its exit code. */
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
