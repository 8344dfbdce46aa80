// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import ai.chalk.credentials.check.NotSeenException;
import ai.chalk.credentials.dev.benchmark.BenchmarkStage;
import ai.chalk.credentials.dev.cluster.ClusterUnavailableException;
import ai.chalk.credentials.dev.quickstart.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The parts of {@code ./dev image} that need a cluster or the content of an image; the script calls them. */
@Command(name = "image", hidden = true, mixinStandardHelpOptions = true, description = "Parts of ./dev image.")
public final class ImageCommand {

    private final Screen screen = new Screen(System.out);

    @Command(description = "Shows which JDK goes into the image, and warns if it is old.")
    int java() {
        var release = JdkRelease.of(System.getProperties());
        screen.output(release.line());
        release.warning(LocalDate.now(ZoneOffset.UTC)).ifPresent(screen::output);
        return 0;
    }

    @Command(description = "Unpacks an image into an empty folder, and shows what is in it.")
    int show(@Parameters(paramLabel = "IMAGE.tar") Path tar, @Parameters(paramLabel = "FOLDER") Path folder) {
        return run(() -> show(tar, folder, screen));
    }

    @Command(description = "Starts what show has unpacked, several times.")
    int measure(@Parameters(paramLabel = "FOLDER") Path folder) {
        return run(() -> measure(folder, screen));
    }

    @Command(description = "Runs the operator from ROOT/app with a JVM that records what it has loaded.")
    int train(
            @Parameters(paramLabel = "ROOT") Path root,
            @Parameters(paramLabel = "LOG") Path log,
            @Parameters(paramLabel = "JAVA-OPTION") String option) {
        return run(() -> train(root, log, option, screen));
    }

    private int run(Part part) {
        try {
            part.run();
            return 0;
        } catch (IOException | ClusterUnavailableException | NotSeenException e) {
            screen.note(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static void show(Path tar, Path folder, Screen screen) throws IOException {
        var image = ImageLayout.unpack(tar, folder);
        image.layers().stream().map(ImageLayer::line).forEach(screen::output);
        screen.output("entry point: " + String.join(" ", image.entrypoint()));
        screen.output("digest: " + image.digest());
        image.unpackLayers(folder.resolve("root"));
    }

    private static void measure(Path folder, Screen screen) throws IOException {
        try (var stage = stage(screen)) {
            new ImageMeasurement(stage, ImageLayout.at(folder), folder.resolve("root"), screen).run();
        }
    }

    private static void train(Path root, Path log, String option, Screen screen) throws IOException {
        try (var stage = stage(screen)) {
            new ImageTraining(stage, root, log).run(option);
        }
    }

    private static BenchmarkStage stage(Screen screen) throws IOException {
        var auditLog = Files.createTempFile("chalk-image", ".audit");
        auditLog.toFile().deleteOnExit();
        return BenchmarkStage.start(screen, auditLog);
    }

    /** One of the commands. */
    @FunctionalInterface
    private interface Part {
        void run() throws IOException;
    }
}
