// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A field of a spec that an edit changes. Lists are compared as a whole.
 *
 * @param from the old value as JSON; null if the edit adds the field
 * @param to the new value as JSON; null if the edit removes the field
 */
record SpecDifference(String path, @Nullable JsonNode from, @Nullable JsonNode to) {

    static List<SpecDifference> between(JsonNode before, JsonNode after) {
        var found = new ArrayList<SpecDifference>();
        compare("spec", before, after, found);
        return List.copyOf(found);
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<SpecDifference> found) {
        if (before.equals(after)) {
            return;
        }
        boolean nested = before.isObject() && after.isObject();
        if (!nested) {
            found.add(new SpecDifference(path, orAbsent(before), orAbsent(after)));
            return;
        }
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> compare(path + "." + name, field(before, name), field(after, name), found));
    }

    private static JsonNode field(JsonNode object, String name) {
        var value = object.get(name);
        return value == null || value.isNull() ? MissingNode.getInstance() : value;
    }

    private static @Nullable JsonNode orAbsent(JsonNode value) {
        return value.isMissingNode() ? null : value;
    }

    boolean isUnder(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + ".");
    }

    /** For example {@code spec.environment: staging → production}. */
    String text() {
        return path + ": " + shown(from) + " → " + shown(to);
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "(not set)" : value.isTextual() ? value.asText() : value.toString();
    }
}
