// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The alert rules of the chart and their tests, parsed. */
final class AlertRules {

    static final Path FILES = Path.of("helm/chalk-credential-operator/files");
    static final Path ALERTS = FILES.resolve("alerts.yaml");
    private static final Path TESTS = Path.of("src/operator/src/test/alerts");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern OURS = Pattern.compile("chalk_\\w+");
    private static final Pattern PART_OF_HISTOGRAM = Pattern.compile("_(bucket|count|sum)$");

    private AlertRules() {}

    static List<JsonNode> alerts() {
        return elements(read(ALERTS).at("/groups/0/rules")).toList();
    }

    static List<Path> tests() {
        try (var files = Files.list(TESTS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every evaluation of an alert in the tests of promtool. */
    static Stream<JsonNode> looks() {
        return tests().stream()
                .flatMap(file -> elements(read(file).get("tests")))
                .flatMap(test -> elements(test.get("alert_rule_test")));
    }

    /** The operator's metrics in an expression, by their documented names. */
    static List<String> metrics(String expression) {
        return OURS.matcher(expression)
                .results()
                .map(found -> PART_OF_HISTOGRAM.matcher(found.group()).replaceFirst(""))
                .toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
