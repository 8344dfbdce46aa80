// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The chart's values with their comments. A key without a comment is part of the value above it. */
final class ValuesFile {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]\\w*):.*");
    private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");

    private final JsonNode values;
    private final Map<String, String> descriptions;

    private ValuesFile(JsonNode values, Map<String, String> descriptions) {
        this.values = values;
        this.descriptions = descriptions;
    }

    static ValuesFile read() {
        try {
            var lines = Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
            return new ValuesFile(Chart.read("values.yaml"), descriptions(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> descriptions(List<String> lines) {
        var descriptions = new TreeMap<String, String>();
        var path = new ArrayList<String>();
        var comment = new ArrayList<String>();
        for (var line : lines) {
            var said = COMMENT.matcher(line);
            var key = KEY.matcher(line);
            if (said.matches()) {
                comment.add(said.group(1));
            } else if (key.matches()) {
                descend(path, key.group(1).length() / 2, key.group(2));
                if (!comment.isEmpty()) {
                    descriptions.put(String.join(".", path), String.join(" ", comment));
                }
                comment.clear();
            } else {
                comment.clear();
            }
        }
        return descriptions;
    }

    private static void descend(List<String> path, int depth, String key) {
        path.subList(depth, path.size()).clear();
        path.add(key);
    }

    JsonNode values() {
        return values;
    }

    /** The groups that contain documented values, including the root, which has the empty path. */
    List<String> groups() {
        return descriptions.keySet().stream()
                .map(ValuesFile::parent)
                .distinct()
                .sorted()
                .toList();
    }

    /** The keys of a group without a comment. */
    List<String> undocumented() {
        return groups().stream()
                .flatMap(group -> keys(at(group)).stream().map(key -> join(group, key)))
                .filter(path -> !descriptions.containsKey(path))
                .toList();
    }

    JsonNode at(String path) {
        return path.isEmpty() ? values : values.at("/" + path.replace('.', '/'));
    }

    static List<String> keys(JsonNode object) {
        return iterable(object.fieldNames());
    }

    private static List<String> iterable(Iterator<String> names) {
        return StreamSupport.stream(((Iterable<String>) () -> names).spliterator(), false)
                .toList();
    }

    /** All documented values as a Markdown table, in the order of the file. */
    String table() {
        return "| value | default | meaning |\n|---|---|---|\n"
                + rows("", values).collect(Collectors.joining());
    }

    private Stream<String> rows(String parent, JsonNode object) {
        return keys(object).stream().flatMap(key -> {
            var path = join(parent, key);
            var below = groups().contains(path) ? rows(path, object.path(key)) : Stream.<String>empty();
            return Stream.concat(Stream.of(row(path, object.path(key))), below);
        });
    }

    private String row(String path, JsonNode value) {
        var meant = groups().contains(path) ? "" : "`" + value.toString().replace("|", "\\|") + "`";
        return "| `%s` | %s | %s |\n"
                .formatted(path, meant, descriptions.getOrDefault(path, "").replace("|", "\\|"));
    }

    private static String parent(String path) {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    private static String join(String parent, String key) {
        return parent.isEmpty() ? key : parent + "." + key;
    }
}
