// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.ExternalCommand;
import ai.chalk.credentials.testing.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The image that {@code ./dev image} builds, but for three things that would take a minute: it has the application as packaged for the
 * other tests, no list of parts, and an archive of classes that is none, which must cost nothing but time.
 */
class ImageIT {

    private static final String SMALL = "-Xmx128m";
    private static final String USER = "65532";
    /** Where it is in a line of /proc/PID/mountinfo; the options follow. */
    private static final int MOUNT_POINT = 4;

    private static final Path FOLDER = Path.of("src/it/target/image-it").toAbsolutePath();
    private static final Path LAYOUT = FOLDER.resolve("unpacked");
    private static final Path UNPACKED = LAYOUT.resolve("root");

    /** A base is somebody else's, and archives hold what a JVM had in memory. */
    private static final Set<String> DIFFERENT = Set.of("base", "class archives");

    private final ImageLayout image;

    ImageIT() throws IOException {
        image = ImageLayout.at(LAYOUT);
    }

    @BeforeAll
    static void build() throws IOException {
        build(FOLDER);
        ImageLayout.unpack(FOLDER.resolve("chalk-credential-operator.tar"), LAYOUT)
                .unpackLayers(UNPACKED);
    }

    private static void build(Path folder) throws IOException {
        ExternalCommand.of("rm", "-rf", folder.toString()).run();
        var root = folder.resolve("root");
        ExternalCommand.of("src/dev/image/runtime", System.getProperty("java.home"), root.toString())
                .run();
        ExternalCommand.of(
                        "cp",
                        "-r",
                        "src/operator/target/quarkus-app",
                        root.resolve("app").toString())
                .run();
        Files.writeString(root.resolve("app/operator.jsa"), "no archive");
        Files.writeString(Files.createDirectory(root.resolve("sbom")).resolve("sbom.cdx.json"), "{}");
        ExternalCommand.of("src/dev/image/host-base", folder.resolve("base.tar").toString())
                .run();
        ExternalCommand.of(
                        "./mvnw",
                        "-q",
                        "-B",
                        "-ntp",
                        "-f",
                        "src/dev/image/pom.xml",
                        "jib:buildTar",
                        "-Dimage.folder=" + folder,
                        "-Dimage.base=tar://" + folder.resolve("base.tar"))
                .run();
    }

    /** Made again from the same application: Java runtime and layers depend on nothing else, such as the time or the folder. */
    @Test
    void hasTheSameLayersWhenItIsBuiltAgain() throws IOException {
        var again = FOLDER.resolveSibling("image-it-again");
        build(again);

        var second = ImageLayout.unpack(again.resolve("chalk-credential-operator.tar"), again.resolve("unpacked"));
        assertThat(second.layers())
                .filteredOn(layer -> !DIFFERENT.contains(layer.content()))
                .hasSize(4)
                .isSubsetOf(image.layers());
    }

    /** Also where the machine gives the test no namespaces, and so cannot show it of a running container. */
    @Test
    void nothingInItCanBeWrittenByItsUser() throws IOException {
        try (var files = Files.walk(UNPACKED)) {
            assertThat(files.filter(file -> !Files.isSymbolicLink(file) && !file.endsWith("tmp")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .doesNotContain(PosixFilePermission.OTHERS_WRITE));
        }
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
            if (container.log().contains("in place")) {
                assertThat(ExternalCommand.of("sh", "-c", "unshare --mount true || unshare --user true || echo refused")
                                .run())
                        .as("what src/dev/image/contain says of this machine")
                        .isEqualTo("refused\n");
            } else {
                assertThat(Files.readAllLines(process.resolve("mountinfo")))
                        .map(line -> line.split(" ", -1))
                        .anySatisfy(mount -> {
                            assertThat(mount[MOUNT_POINT]).isEqualTo("/");
                            assertThat(mount[MOUNT_POINT + 1]).startsWith("ro,");
                        });
                assertThat(Files.readAllLines(process.resolve("status")))
                        .anySatisfy(line -> assertThat(line).startsWith("Uid:\t" + expectedUser()));
            }
        }
    }

    /** Only root may become another user. */
    private static String expectedUser() {
        return System.getProperty("user.name").equals("root")
                ? USER
                : ExternalCommand.of("id", "-u").run().strip();
    }

    @Test
    void runsTheSimulatorWhenToldTo() throws IOException {
        var simulator = List.of(
                "/opt/java/bin/java",
                "-cp",
                "quarkus-run.jar:app/*:lib/main/*:lib/boot/*",
                "ai.chalk.credentials.simulator.SimulatorMain");
        try (var container = start(simulator)) {
            container.awaitLog("http://");
        }
    }

    private ImageContainer start(List<String> command) throws IOException {
        return ImageContainer.start(image, UNPACKED, SharedCluster.get().operatorKubeconfig(), command, SMALL);
    }
}
