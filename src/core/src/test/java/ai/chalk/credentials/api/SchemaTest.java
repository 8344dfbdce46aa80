// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules for every field of every kind, which new fields cannot miss. */
class SchemaTest {

    private final List<Field> fields = fields();

    /** A field, an element of a list or a value of a map. */
    private record Field(String path, JSONSchemaProps schema) {

        boolean isNamed() {
            return !path.endsWith("]");
        }

        boolean isIn(String part) {
            return path.contains("." + part + ".");
        }

        boolean isFreeText() {
            return "string".equals(schema.getType()) && schema.getEnum().isEmpty() && schema.getFormat() == null;
        }

        @Override
        public String toString() {
            return path;
        }
    }

    @Test
    void everyFieldIsDescribed() {
        assertThat(fields)
                .filteredOn(Field::isNamed)
                .allSatisfy(field -> assertThat(field.schema().getDescription()).isNotBlank());
    }

    @Test
    void everyFieldThatUsersWriteHasAnExampleAndADefaultOrIsRequired() {
        assertThat(fields)
                .filteredOn(field -> field.isNamed() && field.isIn("spec"))
                .allSatisfy(field -> {
                    assertThat(field.schema().getDescription()).contains("\nExample: ");
                    assertThat(field.schema().getDescription().replace('\n', ' '))
                            .containsPattern("Default: |Default in |[Rr]equired");
                });
    }

    @Test
    void noSpecHasADefault() {
        assertThat(fields)
                .filteredOn(field -> field.schema().getDefault() != null)
                .extracting(Field::path)
                .containsExactlyInAnyOrder(
                        "ChalkServiceCredential.status",
                        "ChalkConnection.status",
                        "ClusterChalkConnection.status",
                        "ChalkRevocation.status");
    }

    @Test
    void everythingHasALimit() {
        assertThat(fields)
                .filteredOn(Field::isFreeText)
                .allSatisfy(field -> assertThat(field.schema().getMaxLength()).isPositive());
        assertThat(fields)
                .filteredOn(field -> field.schema().getItems() != null)
                .allSatisfy(field -> assertThat(field.schema().getMaxItems()).isPositive());
        assertThat(fields)
                .filteredOn(field -> field.schema().getAdditionalProperties() != null)
                .allSatisfy(
                        field -> assertThat(field.schema().getMaxProperties()).isPositive());
    }

    @Test
    void noEnumOffersTheConstantThatStandsForUnknownOnes() {
        assertThat(fields)
                .flatExtracting(field -> field.schema().getEnum())
                .extracting(Object::toString)
                .doesNotContain("\"UNKNOWN\"")
                .contains("\"Unknown\"");
    }

    @Test
    void everyRuleHasAMessageAndIsUnique() {
        assertThat(fields).allSatisfy(field -> {
            var rules = field.schema().getXKubernetesValidations();
            assertThat(new HashSet<>(rules)).hasSameSizeAs(rules);
            assertThat(rules).allSatisfy(rule -> assertThat(rule.getMessage()).isNotBlank());
        });
    }

    @Test
    void theOnlyRuleAtARootIsAboutTheName() {
        assertThat(CrdGenerator.generate())
                .flatExtracting(crd -> root(crd).getXKubernetesValidations())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFieldPath()).isEqualTo(".metadata.name"));
    }

    private static List<Field> fields() {
        var all = new ArrayList<Field>();
        for (var crd : CrdGenerator.generate()) {
            for (var part : List.of("spec", "status")) {
                collect(
                        crd.getSpec().getNames().getKind() + "." + part,
                        root(crd).getProperties().get(part),
                        all);
            }
        }
        return all;
    }

    private static void collect(String path, JSONSchemaProps schema, List<Field> all) {
        all.add(new Field(path, schema));
        schema.getProperties().forEach((name, property) -> collect(path + "." + name, property, all));
        if (schema.getItems() != null) {
            collect(path + "[]", schema.getItems().getSchema(), all);
        }
        if (schema.getAdditionalProperties() != null) {
            collect(path + "[]", schema.getAdditionalProperties().getSchema(), all);
        }
    }

    private static JSONSchemaProps root(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    }
}
