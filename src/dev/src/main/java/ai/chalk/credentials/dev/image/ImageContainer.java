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

/** The operator with the files of an image and nothing else, as far as the machine allows it; {@code src/dev/image/contain} says how. */
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
     * Starts it, without waiting for anything.
     *
     * @param root the image's files
     * @param command in place of the image's own
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
        await("its readiness", this::isReady);
    }

    void awaitLog(String text) {
        await("the words " + text, () -> log().contains(text));
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
            throw new UncheckedIOException("The temporary files cannot be deleted", e);
        }
    }
}
