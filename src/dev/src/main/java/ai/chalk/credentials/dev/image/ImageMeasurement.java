// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import ai.chalk.credentials.dev.benchmark.BenchmarkStage;
import ai.chalk.credentials.dev.benchmark.ProcessUsage;
import ai.chalk.credentials.dev.quickstart.Pause;
import ai.chalk.credentials.dev.quickstart.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Starts the operator of an image repeatedly, with and without the settings that speed up its start. */
final class ImageMeasurement {

    private static final int STARTS = 5;
    private static final int CREDENTIALS = 20;
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** About the heap that the chart's memory limit allows. */
    private static final String HEAP = "-Xms32m -Xmx256m";

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
        long start = System.nanoTime();
        try (var container = ImageContainer.start(image, root, stage.kubeconfig(), command, HEAP)) {
            container.awaitReady();
            double ready = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            double cpu = ProcessUsage.of(container.pid()).cpuSeconds();
            if (untilAllAreReady) {
                stage.cluster()
                        .kubectl(
                                "wait",
                                "csc",
                                "--all",
                                "--for=condition=Ready",
                                "--timeout=60s",
                                "--namespace=" + BenchmarkStage.NAMESPACE);
            }
            Pause.of(SETTLED.minusNanos(System.nanoTime() - start));
            return new ImageStart(ready, cpu, ProcessUsage.of(container.pid()).residentMiB());
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
