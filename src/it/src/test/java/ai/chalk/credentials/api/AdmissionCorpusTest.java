// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends each sample in {@code admission} to a real API server. A valid one must be stored unchanged: a difference would
 * be a default, which GitOps tools show as a permanent difference. An invalid one breaks one rule, and its first line
 * is the expected message.
 */
@Tag("cluster")
class AdmissionCorpusTest {

    private static final Path CORPUS = Path.of("src/core/src/test/resources/admission");
    private static final String EXPECT = "# expect: ";
    private static final Map<String, String> KINDS = Map.of(
            "credentials", "ChalkServiceCredential",
            "connections", "ChalkConnection",
            "clusterconnections", "ClusterChalkConnection",
            "revocations", "ChalkRevocation");

    private final Admission admission = new Admission(SharedCluster.get().client());

    @Test
    void everyFileIsASampleOfItsFolder() {
        assertThat(files()).allSatisfy(file -> {
            assertThat(file.getFileName().toString()).matches("(valid|invalid)-[a-z0-9-]+[.]yaml");
            assertThat(text(file)).startsWith(isValid(file) ? "# " : EXPECT);
            assertThat(KINDS)
                    .containsEntry(folder(file), admission.read(text(file)).getKind());
        });
        assertThat(files()).extracting(AdmissionCorpusTest::folder).containsAll(KINDS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> storesAValidObjectAsItIs() {
        return files().stream()
                .filter(AdmissionCorpusTest::isValid)
                .map(file -> dynamicTest(name(file), () -> {
                    var yaml = text(file);

                    var stored = admission.create(yaml);

                    assertThat(stored.<Object>get("spec"))
                            .isEqualTo(admission.read(yaml).get("spec"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesAnInvalidObjectForItsOneFault() {
        return files().stream()
                .filter(file -> !isValid(file))
                .map(file -> dynamicTest(name(file), () -> {
                    var yaml = text(file);
                    var expected = yaml.lines().findFirst().orElseThrow().substring(EXPECT.length());

                    var refusal = catchThrowableOfType(KubernetesClientException.class, () -> admission.create(yaml));

                    assertThat(refusal).isNotNull();
                    assertThat(refusal.getStatus().getMessage()).contains(expected);
                    assertThat(Admission.faults(refusal)).hasSizeLessThanOrEqualTo(1);
                }));
    }

    /** Unchanged, because what users copy into git must not differ from what is stored. */
    @TestFactory
    Stream<DynamicTest> storesWhatIsPublishedAsItIs() {
        return PublishedManifests.manifests().stream()
                .map(manifest -> dynamicTest(manifest.source(), () -> {
                    var stored = admission.create(manifest.yaml());

                    assertThat(stored.<Object>get("spec"))
                            .isEqualTo(admission.read(manifest.yaml()).get("spec"));
                }));
    }

    @Test
    void theChartPublishesAnExample() {
        assertThat(PublishedManifests.manifests())
                .extracting(PublishedManifests.Manifest::source)
                .anyMatch(source -> source.endsWith("Chart.yaml"));
    }

    /** A sample by its path in the corpus, for other tests. */
    static String sample(String path) {
        return text(CORPUS.resolve(path));
    }

    private static List<Path> files() {
        try (var files = Files.walk(CORPUS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isValid(Path file) {
        return file.getFileName().toString().startsWith("valid-");
    }

    private static String folder(Path file) {
        return CORPUS.relativize(file.getParent()).toString();
    }

    private static String name(Path file) {
        return CORPUS.relativize(file).toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
