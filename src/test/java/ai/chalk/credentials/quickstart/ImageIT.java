// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.testing.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The image that {@code ./image} builds, but for three things that would take a minute: it has the application as packaged for the
 * other tests, no list of parts, and an archive of classes that is none, which must cost nothing but time.
 */
class ImageIT {

    private static final String SMALL = "-Xmx128m";
    private static final String USER = "65532";
    /** Where it is in a line of /proc/PID/mountinfo; the options follow. */
    private static final int MOUNT_POINT = 4;

    private static final Path FOLDER = Path.of("target/image-it").toAbsolutePath();
    private static final Path LAYOUT = FOLDER.resolve("unpacked");
    private static final Path UNPACKED = LAYOUT.resolve("root");

    private final ImageLayout image;

    ImageIT() throws IOException {
        image = ImageLayout.at(LAYOUT);
    }

    @BeforeAll
    static void build() throws IOException {
        Command.of("rm", "-rf", FOLDER.toString(), "target/jib-cache").run();
        var root = FOLDER.resolve("root");
        Command.of("src/image/runtime", System.getProperty("java.home"), root.toString())
                .run();
        Command.of("cp", "-r", "target/quarkus-app", root.resolve("app").toString())
                .run();
        Files.writeString(root.resolve("app/operator.jsa"), "no archive");
        Files.writeString(Files.createDirectory(root.resolve("sbom")).resolve("sbom.cdx.json"), "{}");
        Command.of("src/image/host-base", FOLDER.resolve("base.tar").toString()).run();
        Command.of(
                        "./mvnw",
                        "-q",
                        "-B",
                        "-ntp",
                        "-P",
                        "image",
                        "jib:buildTar",
                        "-Dimage.folder=" + FOLDER,
                        "-Dimage.base=tar://" + FOLDER.resolve("base.tar"))
                .run();
        ImageLayout.unpack(FOLDER.resolve("chalk-credential-operator.tar"), LAYOUT)
                .unpackLayers(UNPACKED);
    }

    @Test
    void saysWhoItRunsAsAndWhatItIs() {
        assertThat(image.config().path("User").textValue()).isEqualTo(USER + ":" + USER);
        assertThat(image.config().path("WorkingDir").textValue()).isEqualTo("/app");
        assertThat(image.config()
                        .path("Labels")
                        .path("org.opencontainers.image.title")
                        .textValue())
                .isEqualTo("Chalk Credential Operator");
        assertThat(image.config()
                        .path("Labels")
                        .path("org.opencontainers.image.licenses")
                        .textValue())
                .isEqualTo("Apache-2.0");
        assertThat(image.entrypoint())
                .startsWith("/opt/java/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .endsWith("-jar", "quarkus-run.jar");
    }

    @Test
    void hasALayerForEachThingThatChangesForItself() {
        assertThat(image.layers())
                .extracting(ImageLayer::content)
                .containsExactly(
                        "base", "Java runtime", "libraries", "application", "list of parts (SBOM)", "class archives");
    }

    @Test
    void hasNothingTwice() throws IOException {
        try (var files = Files.walk(UNPACKED)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jar"))
                            .map(file -> file.getFileName().toString())
                            .toList())
                    .contains("quarkus-run.jar")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void becomesReadyAsAnUnprivilegedUserThatCanWriteNothing() throws IOException {
        try (var container = start(image.entrypoint())) {
            container.awaitReady();

            var process = Path.of("/proc", Long.toString(container.pid()));
            if (!container
                    .log()
                    .contains("in place")) { // where the machine gives no namespaces there is nothing to see
                assertThat(Files.readAllLines(process.resolve("mountinfo")))
                        .map(line -> line.split(" ", -1))
                        .anySatisfy(mount -> {
                            assertThat(mount[MOUNT_POINT]).isEqualTo("/");
                            assertThat(mount[MOUNT_POINT + 1]).startsWith("ro,");
                        });
            }
            if (System.getProperty("user.name").equals("root")) {
                assertThat(Files.readAllLines(process.resolve("status")))
                        .anySatisfy(line -> assertThat(line).startsWith("Uid:\t" + USER));
            }
        }
    }

    @Test
    void runsTheSimulatorWhenToldTo() throws IOException {
        var simulator = List.of(
                "/opt/java/bin/java",
                "-cp",
                "quarkus-run.jar:app/*:lib/main/*:lib/boot/*",
                "ai.chalk.credentials.simulator.SimulatorMain",
                "--port",
                "0");
        try (var container = start(simulator)) {
            container.awaitLog("http://");
        }
    }

    private ImageContainer start(List<String> command) throws IOException {
        return ImageContainer.start(image, UNPACKED, SharedCluster.get().operatorKubeconfig(), command, SMALL);
    }
}
