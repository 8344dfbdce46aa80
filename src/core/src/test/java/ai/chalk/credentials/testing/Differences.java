// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import ai.chalk.credentials.kubernetes.LenientJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The differences between two versions of an object, field by field. A failed comparison alone says only that there is
 * one. Not for Secrets, because it would show their values.
 */
public final class Differences {

    private static final ObjectMapper JSON = LenientJson.configure(new ObjectMapper());

    private Differences() {}

    /**
     * Each difference reads like {@code /status/conditions/0/reason: Issued → Rotated}. The managed fields say who
     * wrote it.
     */
    public static List<String> between(HasMetadata before, HasMetadata after) {
        var one = fields(before);
        var other = fields(after);
        Set<String> paths = new TreeSet<>(one.keySet());
        paths.addAll(other.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(one.get(path), other.get(path)))
                .map(path ->
                        path + ": " + one.getOrDefault(path, "absent") + " → " + other.getOrDefault(path, "absent"))
                .toList();
    }

    private static Map<String, String> fields(HasMetadata object) {
        var fields = new TreeMap<String, String>();
        collect("", JSON.valueToTree(object), fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Map<String, String> fields) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), fields);
            }
        } else if (!node.isObject()) {
            fields.put(path, node.asText());
        } else if (!path.endsWith("/fieldsV1")) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), fields));
        }
    }
}
