// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import ai.chalk.credentials.dev.cluster.FreePorts;
import ai.chalk.credentials.dev.quickstart.OperatorChild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs the operator with only the files of an image, as far as the machine allows it; see
 * {@code src/dev/image/contain}.
 */
final class ImageContainer implements AutoCloseable {

    private static final int OK = 200;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final OperatorChild operator;
    private final Path temporary;
    private final URI address;

    private ImageContainer(OperatorChild operator, Path temporary, URI address) {
        this.operator = operator;
        this.temporary = temporary;
        this.address = address;
    }

    /**
     * Starts it and returns at once.
     *
     * @param root folder with the image's files
     * @param command replaces the image's own command
     * @param jvm further options of its JVM
     */
    static ImageContainer start(ImageLayout image, Path root, Path kubeconfig, List<String> command, String jvm)
            throws IOException {
        var temporary = Files.createTempDirectory("chalk-image");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        var copy = Files.copy(kubeconfig, temporary.resolve("kubeconfig"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        var address = URI.create("http://127.0.0.1:" + FreePorts.find(1).get(0));
        var words = new ArrayList<>(List.of("src/dev/image/contain", root.toString(), temporary.toString(), "/app"));
        words.addAll(command);
        var builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(image.environment());
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        jvm + " -Dkubeconfig=/tmp/kubeconfig -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port="
                                + address.getPort());
        return new ImageContainer(OperatorChild.start(builder, temporary.resolve("log")), temporary, address);
    }

    long pid() {
        return operator.pid();
    }

    String log() {
        return operator.tail();
    }

    void awaitReady() {
        await("it to be ready", this::isReady);
    }

    void awaitLog(String text) {
        await("the log line " + text, () -> log().contains(text));
    }

    private void await(String what, BooleanSupplier seen) {
        operator.await(what, LIMIT, seen);
    }

    private boolean isReady() {
        try {
            var request =
                    HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        operator.stop();
        try (var files = Files.walk(temporary)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the temporary files", e);
        }
    }
}
