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
import java.util.Arrays;
import java.util.List;

/** What {@code ./image} needs a cluster or the content of an image for. */
public final class ImageCommand {

    private static final String USAGE =
            """
            show IMAGE.tar FOLDER        unpacks an image into an empty folder, and says what is in it
            measure FOLDER               starts again and again what show has unpacked
            train ROOT LOG JAVA-OPTION   runs the operator from ROOT/app with a JVM that writes down what it has loaded
            """;

    private ImageCommand() {}

    /** Exit codes: 0 done, 1 something failed, 2 wrong arguments. */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), new Screen(System.out, false)));
    }

    private static int run(List<String> arguments, Screen screen) {
        try {
            return switch (String.join(" ", arguments.subList(0, Math.min(1, arguments.size()))) + arguments.size()) {
                case "show3" -> show(Path.of(arguments.get(1)), Path.of(arguments.get(2)), screen);
                case "measure2" -> measure(Path.of(arguments.get(1)), screen);
                case "train4" -> train(arguments, screen);
                default -> usage();
            };
        } catch (IOException | ClusterUnavailableException | NotSeenException e) {
            screen.note(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static int usage() {
        System.err.print(USAGE);
        return 2;
    }

    private static int show(Path tar, Path folder, Screen screen) throws IOException {
        var image = ImageLayout.unpack(tar, folder);
        image.layers().stream().map(ImageLayer::line).forEach(screen::output);
        screen.output("entry point: " + String.join(" ", image.entrypoint()));
        screen.output("digest: " + image.digest());
        image.unpackLayers(folder.resolve("root"));
        return 0;
    }

    private static int measure(Path folder, Screen screen) throws IOException {
        try (var stage = stage(screen)) {
            new ImageMeasurement(stage, ImageLayout.at(folder), folder.resolve("root"), screen).run();
        }
        return 0;
    }

    private static int train(List<String> arguments, Screen screen) throws IOException {
        try (var stage = stage(screen)) {
            new ImageTraining(stage, Path.of(arguments.get(1)), Path.of(arguments.get(2))).run(arguments.get(3));
        }
        return 0;
    }

    private static BenchmarkStage stage(Screen screen) throws IOException {
        var auditLog = Files.createTempFile("chalk-image", ".audit");
        auditLog.toFile().deleteOnExit();
        return BenchmarkStage.start(screen, auditLog);
    }
}
