// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is made from something else is what would be made of it now. */
class ChartFilesTest {

    private static final String BEGIN = "<!-- made from values.yaml -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void crdsAreThoseOfTheRepository() throws IOException {
        var expected = new TreeMap<String, String>();
        for (var file : files(Path.of("crds"))) {
            expected.put(file, Files.readString(Path.of("crds", file)));
        }

        check(Chart.FOLDER.resolve("files/crds"), expected, List.of());
    }

    @Test
    void theReadmeListsTheValues() throws IOException {
        var readme = Files.readString(Chart.FOLDER.resolve("README.md"));
        var begin = readme.indexOf(BEGIN) + BEGIN.length();
        var expected = readme.substring(0, begin)
                + ValuesFile.read().table()
                + readme.substring(readme.indexOf(END, begin));

        check(Chart.FOLDER, Map.of("README.md", expected), null);
    }

    @Test
    void plainManifestsAreThoseOfTheChart() throws IOException {
        check(Path.of(KustomizeBase.FOLDER), KustomizeBase.files(), List.of("namespace.yaml"));
    }

    /**
     * Compares, or writes where that is asked for.
     *
     * @param others files of the folder that nothing is said about; null where there may be any
     */
    private static void check(
            Path folder, Map<String, String> expected, @org.jspecify.annotations.Nullable List<String> others)
            throws IOException {
        if (Boolean.getBoolean("chart.update")) {
            for (var file : expected.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        if (others != null) {
            var all = new ArrayList<>(expected.keySet());
            all.addAll(others);
            assertThat(files(folder)).containsExactlyInAnyOrderElementsOf(all);
        }
        for (var file : expected.entrySet()) {
            assertThat(folder.resolve(file.getKey()))
                    .as(
                            "%s/%s: run ./mvnw test -Dtest=ChartFilesTest -Dchart.update=true",
                            folder, file.getKey())
                    .hasContent(file.getValue());
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
