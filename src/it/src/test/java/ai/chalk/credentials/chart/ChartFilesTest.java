// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Generated files match their sources. */
class ChartFilesTest {

    private static final String BEGIN = "<!-- generated from values.yaml -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void crdsAreThoseOfTheRepository() throws IOException {
        var expected = new TreeMap<String, String>();
        for (var file : files(Path.of("crds"))) {
            expected.put(file, Files.readString(Path.of("crds", file)));
        }

        var folder = Chart.FOLDER.resolve("files/crds");
        check(folder, expected);
        assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    @Test
    void theReadmeListsTheValues() throws IOException {
        var readme = Files.readString(Chart.FOLDER.resolve("README.md"));
        var begin = readme.indexOf(BEGIN) + BEGIN.length();
        var expected =
                readme.substring(0, begin) + ValuesFile.read().table() + readme.substring(readme.indexOf(END, begin));

        check(Chart.FOLDER, Map.of("README.md", expected));
    }

    @Test
    void plainManifestsAreThoseOfTheChart() throws IOException {
        var folder = Path.of(KustomizeBase.FOLDER);
        var expected = KustomizeBase.files();

        check(folder, expected);
        assertThat(files(folder))
                .contains("namespace.yaml")
                .filteredOn(file -> !file.equals("namespace.yaml"))
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    @Test
    void versionsAreThoseOfTheProject() throws IOException {
        var version = Pattern.compile("</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(Chart.read("Chart.yaml").path("version").asText()).isEqualTo(version);
        assertThat(Chart.read("Chart.yaml").path("appVersion").asText()).isEqualTo(version);
    }

    /** Compares the files, or writes them with {@code -Dchart.update=true}. */
    private static void check(Path folder, Map<String, String> expected) throws IOException {
        for (var file : expected.entrySet()) {
            var path = folder.resolve(file.getKey());
            if (Boolean.getBoolean("chart.update")) {
                Files.writeString(path, file.getValue());
            }
            assertThat(path)
                    .as("%s: run ./mvnw -pl src/it -am test -Dtest=ChartFilesTest -Dchart.update=true", path)
                    .hasContent(file.getValue());
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
