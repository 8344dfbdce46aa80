// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;

/**
 * Rules for only one of the two connection kinds, which share their Java types. A field that a kind refuses stays in
 * its schema: clients without strict validation would silently drop an unknown field.
 */
final class KindRules {

    private static final List<String> REFERENCES = List.of("credentialsSecretRef", "caBundleRef");

    private KindRules() {}

    static void forCluster(JSONSchemaProps spec) {
        spec.getXKubernetesValidations()
                .add(required(
                        "policy",
                        "has(self.policy)",
                        "state at least which namespaces may use the connection, for example "
                                + "{namespaces: {matchLabels: {team: fraud}}}"));
        at(spec, "policy")
                .getXKubernetesValidations()
                .add(required(
                        "namespaces",
                        "has(self.namespaces)",
                        "a label selector of the namespaces that may use this connection; {} selects all"));
        for (var reference : REFERENCES) {
            at(spec, reference)
                    .getXKubernetesValidations()
                    .add(required(
                            "namespace",
                            "has(self.__namespace__)",
                            "a ClusterChalkConnection has no namespace: set the namespace of this object"));
        }
    }

    static void forNamespace(JSONSchemaProps spec) {
        at(spec, "policy")
                .getXKubernetesValidations()
                .add(new ValidationRuleBuilder()
                        .withRule("[" + String.join(", ", hasEach(at(spec, "policy"))) + "].exists(given, given)")
                        .withMessage(
                                "is empty: set a restriction, or remove policy to allow all except permissions that escalate")
                        .build());
        at(at(spec, "policy"), "namespaces")
                .getXKubernetesValidations()
                .add(refused("only its own namespace can use a ChalkConnection: remove namespaces"));
        for (var reference : REFERENCES) {
            at(at(spec, reference), "namespace")
                    .setXKubernetesValidations(List.of(
                            refused("a ChalkConnection reads only objects of its own namespace: remove namespace")));
        }
    }

    private static List<String> hasEach(JSONSchemaProps schema) {
        return schema.getProperties().keySet().stream()
                .map(name -> "has(self." + name + ")")
                .toList();
    }

    private static JSONSchemaProps at(JSONSchemaProps schema, String property) {
        return schema.getProperties().get(property);
    }

    private static ValidationRule required(String field, String rule, String message) {
        return new ValidationRuleBuilder()
                .withRule(rule)
                .withFieldPath("." + field)
                .withReason("FieldValueRequired")
                .withMessage(message)
                .build();
    }

    private static ValidationRule refused(String message) {
        return new ValidationRuleBuilder()
                .withRule("false")
                .withReason("FieldValueForbidden")
                .withMessage(message)
                .build();
    }
}
