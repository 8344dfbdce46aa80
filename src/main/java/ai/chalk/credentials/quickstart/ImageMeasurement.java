// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Starts what is in an image again and again, with and without what makes it start faster. */
final class ImageMeasurement {

    private static final int STARTS = 5;
    private static final int CREDENTIALS = 20;
    private static final int OK = 200;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** The heap that the chart gives it. */
    private static final String HEAP = "-Xms32m -Xmx256m";

    private final HttpClient http = HttpClient.newHttpClient();
    private final BenchmarkStage stage;
    private final ImageLayout image;
    private final Path root;
    private final Screen screen;

    ImageMeasurement(BenchmarkStage stage, ImageLayout image, Path root, Screen screen) {
        this.stage = stage;
        this.image = image;
        this.root = root;
        this.screen = screen;
    }

    void run() throws IOException {
        stage.create(CREDENTIALS);
        screen.heading("A first start issues " + CREDENTIALS + " credentials; it does not count");
        start(image.entrypoint(), true);
        screen.heading(STARTS + " starts of each, with " + HEAP);
        var starts = new LinkedHashMap<String, List<ImageStart>>();
        for (int i = 0; i < STARTS; i++) {
            for (var variant : variants().entrySet()) {
                starts.computeIfAbsent(variant.getKey(), name -> new ArrayList<>())
                        .add(start(variant.getValue(), false));
            }
        }
        screen.output(
                "median (least - most)            start to ready, s      CPU until then, s     RSS after 10 s, MiB");
        starts.forEach(this::row);
    }

    private Map<String, List<String>> variants() {
        var all = new LinkedHashMap<String, List<String>>();
        all.put("as in the image", image.entrypoint());
        all.put("without the archive", without("-XX:(SharedArchiveFile|AOTCache)=.*"));
        all.put("without any of its options", without("-XX:.*"));
        return all;
    }

    private List<String> without(String options) {
        return image.entrypoint().stream()
                .filter(word -> !word.matches(options))
                .toList();
    }

    private ImageStart start(List<String> command, boolean untilAllAreReady) throws IOException {
        var work = Files.createTempDirectory("chalk-image");
        try {
            Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.copy(stage.kubeconfig(), work.resolve("kubeconfig"));
            Files.setPosixFilePermissions(work.resolve("kubeconfig"), PosixFilePermissions.fromString("rw-r--r--"));
            int port = FreePorts.find(1).get(0);
            long start = System.nanoTime();
            try (var operator = OperatorChild.start(contained(command, work, port), work.resolve("log"))) {
                return measured(operator, start, port, untilAllAreReady);
            }
        } finally {
            Command.of("rm", "-rf", work.toString()).run();
        }
    }

    private ProcessBuilder contained(List<String> command, Path work, int port) {
        var words = new ArrayList<>(List.of("src/image/contain", root.toString(), work.toString(), "/app"));
        words.addAll(command);
        var builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(image.environment());
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        HEAP + " -Dkubeconfig=/tmp/kubeconfig -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port="
                                + port);
        return builder;
    }

    private ImageStart measured(OperatorChild operator, long start, int port, boolean untilAllAreReady) {
        var patience = new Patience(operator, LIMIT);
        patience.await("its readiness", PAUSE, () -> isReady(port));
        double ready = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpu = ProcessUsage.of(operator.pid()).cpuSeconds();
        if (untilAllAreReady) {
            stage.cluster()
                    .kubectl(
                            "wait", "csc", "--all", "--for=condition=Ready", "--namespace=" + BenchmarkStage.NAMESPACE);
        }
        Patience.sleep(SETTLED.minusNanos(System.nanoTime() - start));
        var resident = ProcessUsage.of(operator.pid()).residentMiB();
        operator.stop();
        return new ImageStart(ready, cpu, resident);
    }

    private boolean isReady(int port) {
        var address = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void row(String name, List<ImageStart> starts) {
        screen.output(String.format(
                Locale.ROOT,
                "%-28s  %20s  %20s  %20s",
                name,
                spread("%.2f", starts, ImageStart::readySeconds),
                spread("%.2f", starts, ImageStart::cpuSeconds),
                spread("%.0f", starts, ImageStart::residentMiB)));
    }

    private static String spread(String format, List<ImageStart> starts, ToDoubleFunction<ImageStart> figure) {
        var sorted = starts.stream().mapToDouble(figure).sorted().toArray();
        return String.format(
                Locale.ROOT,
                format + " (" + format + " - " + format + ")",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
