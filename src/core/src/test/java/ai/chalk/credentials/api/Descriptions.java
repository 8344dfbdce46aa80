// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;

/**
 * Breaks the lines of descriptions where kubectl explain would break them. Otherwise kubectl adds its own line breaks
 * to those of the sources.
 */
final class Descriptions {

    private static final int WIDTH = 75;
    private static final String EXAMPLE = " Example: ";

    private Descriptions() {}

    static void wrap(JSONSchemaProps schema) {
        if (schema.getDescription() != null) {
            schema.setDescription(wrap(schema.getDescription()));
        }
        schema.getProperties().values().forEach(Descriptions::wrap);
        if (schema.getItems() != null) {
            wrap(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            wrap(schema.getAdditionalProperties().getSchema());
        }
    }

    /** An example keeps its own line, so that it can be copied. */
    private static String wrap(String text) {
        var words = text.strip().replaceAll("\\s+", " ");
        int example = words.indexOf(EXAMPLE);
        if (example < 0) {
            return broken(words);
        }
        return broken(words.substring(0, example)) + words.substring(example).replaceFirst(" ", "\n");
    }

    private static String broken(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n", lines);
    }
}
