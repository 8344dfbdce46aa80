// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import ai.chalk.credentials.dev.cluster.HelmProgram;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart of this repository. */
final class Chart {

    static final Path FOLDER = Path.of("helm/chalk-credential-operator");
    static final YAMLMapper YAML = new YAMLMapper();

    private Chart() {}

    /** The values files with which the chart is tested. */
    static List<Path> examples() {
        try (var files = Files.list(FOLDER.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path example(String name) {
        return FOLDER.resolve("ci").resolve(name + "-values.yaml");
    }

    /** Renders the chart without a cluster, as GitOps tools do. */
    static RenderedChart render(String release, String namespace, String... arguments) {
        var fixed = Stream.of(release, FOLDER.toString(), "--namespace=" + namespace);
        return renderWith(Stream.concat(fixed, Stream.of(arguments)).toList());
    }

    /** The same with all arguments of an installation. */
    static RenderedChart renderWith(List<String> arguments) {
        var words = Stream.concat(Stream.of("template"), arguments.stream());
        return new RenderedChart(HelmProgram.withoutCluster().run(words.toList()));
    }

    static JsonNode readExample(String name) {
        return read("ci/" + name + "-values.yaml");
    }

    static JsonNode read(String file) {
        try {
            return YAML.readTree(FOLDER.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
