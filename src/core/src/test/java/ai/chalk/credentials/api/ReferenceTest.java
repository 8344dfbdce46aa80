// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionNames;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference.md matches the schemas. {@code -Ddocs.update=true} rewrites it. */
class ReferenceTest {

    private static final Path DOCUMENT = Path.of("docs/reference.md");
    private static final String HEAD =
            """
            # Reference

            All fields of `credentials.chalk.ai/v1alpha1`. A test generates this page from the CRDs; `kubectl explain` shows the same
            texts in a terminal. The API server never writes defaults into a spec: the description of a field names its default.
            """;

    @Test
    void saysWhatTheSchemasSay() throws IOException {
        var text = new StringBuilder(HEAD);
        CrdGenerator.generate().forEach(crd -> text.append(kind(crd)));

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, text);
        }

        assertThat(DOCUMENT)
                .as("differs from the CRDs: run ./mvnw -pl src/core test -Dtest=ReferenceTest -Ddocs.update=true")
                .hasContent(text.toString());
    }

    private static String kind(CustomResourceDefinition crd) {
        var schema = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        var rows = new ArrayList<String>();
        for (var part : List.of("spec", "status")) {
            rows.add("\n### " + crd.getSpec().getNames().getKind() + " " + part + "\n");
            rows.add("| field | type | meaning |\n|---|---|---|");
            addFields(rows, part, schema.getProperties().get(part));
        }
        return "\n## " + crd.getSpec().getNames().getKind() + "\n\n" + intro(crd, schema) + "\n"
                + String.join("\n", rows) + "\n";
    }

    private static String intro(CustomResourceDefinition crd, JSONSchemaProps schema) {
        CustomResourceDefinitionNames names = crd.getSpec().getNames();
        var aliases = Stream.concat(Stream.of(names.getPlural()), names.getShortNames().stream())
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        return cell(schema) + " " + crd.getSpec().getScope() + "; for kubectl: " + aliases + ".";
    }

    private static void addFields(List<String> rows, String path, JSONSchemaProps schema) {
        new TreeMap<>(schema.getProperties()).forEach((name, field) -> {
            var place = path + "." + name;
            rows.add("| `" + place + "` | " + type(field) + " | " + cell(field) + " |");
            fieldsOf(field).ifPresent(inner -> addFields(rows, place + suffix(field), inner));
        });
    }

    private static Optional<JSONSchemaProps> fieldsOf(JSONSchemaProps field) {
        var inner = field.getItems() == null ? field : field.getItems().getSchema();
        return Optional.of(inner).filter(it -> !it.getProperties().isEmpty());
    }

    private static String suffix(JSONSchemaProps field) {
        return field.getItems() == null ? "" : "[]";
    }

    private static String type(JSONSchemaProps field) {
        if (field.getItems() != null) {
            return "list of " + type(field.getItems().getSchema());
        }
        if (field.getAdditionalProperties() != null) {
            return "map to " + type(field.getAdditionalProperties().getSchema());
        }
        if (!field.getEnum().isEmpty()) {
            return field.getEnum().stream()
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(" or "));
        }
        return Optional.ofNullable(field.getType()).orElse("any");
    }

    /** The description in one line, as a table needs it. */
    private static String cell(JSONSchemaProps field) {
        return Optional.ofNullable(field.getDescription())
                .orElse("")
                .strip()
                .replaceAll("\\s+", " ")
                .replace("|", "\\|");
    }
}
