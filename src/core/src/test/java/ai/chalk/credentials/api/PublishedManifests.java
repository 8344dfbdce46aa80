// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The manifests with custom resources that users copy: the examples, those of the chart, and the blocks of YAML in the
 * documentation.
 */
final class PublishedManifests {

    private static final Pattern OURS = Pattern.compile("(?m)^apiVersion: credentials[.]chalk[.]ai/");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\R(.*?)^```");
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---.*$");

    private static final Path CHART = Path.of("helm/chalk-credential-operator/Chart.yaml");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private PublishedManifests() {}

    /** One object, and the file that contains it. */
    record Manifest(String source, String yaml) {}

    static List<Manifest> manifests() {
        var all = new ArrayList<Manifest>();
        for (var file : files("examples", ".yaml")) {
            all.addAll(objects(file, text(file)));
        }
        all.addAll(ofTheChart());
        for (var file : Stream.concat(files("docs", ".md").stream(), files("README.md", ".md").stream())
                .toList()) {
            BLOCK.matcher(text(file))
                    .results()
                    .map((MatchResult block) -> block.group(1))
                    .forEach(block -> all.addAll(objects(file, block)));
        }
        return all;
    }

    /** The manifests that Artifact Hub shows with the chart. */
    private static List<Manifest> ofTheChart() {
        var annotation = YAML.unmarshal(text(CHART), JsonNode.class)
                .at("/annotations/artifacthub.io~1crdsExamples")
                .asText();
        var examples = new ArrayList<Manifest>();
        for (var example : YAML.unmarshal(annotation, JsonNode.class)) {
            examples.add(new Manifest(CHART.toString(), YAML.asYaml(example)));
        }
        return examples;
    }

    private static List<Manifest> objects(Path file, String yaml) {
        return SEPARATOR
                .splitAsStream(yaml)
                .filter(document -> OURS.matcher(document).find())
                .map(document -> new Manifest(file.toString(), document))
                .toList();
    }

    private static List<Path> files(String start, String ending) {
        var path = Path.of(start);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
