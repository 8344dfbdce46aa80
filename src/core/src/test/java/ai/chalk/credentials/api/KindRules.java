// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;

/**
 * What one connection kind demands and the other refuses, though both share their Java types. A field that a kind refuses stays
 * in its schema, because an unknown one would be dropped in silence by clients without strict validation.
 */
final class KindRules {

    private static final List<String> REFERENCES = List.of("credentialsSecretRef", "caBundleRef");

    private KindRules() {}

    static void forCluster(JSONSchemaProps spec) {
        spec.getXKubernetesValidations()
                .add(required(
                        "policy",
                        "has(self.policy)",
                        "say at least which namespaces may use it, for example "
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
                            "a ClusterChalkConnection is in no namespace, so name the one of this object"));
        }
    }

    static void forNamespace(JSONSchemaProps spec) {
        at(spec, "policy")
                .getXKubernetesValidations()
                .add(new ValidationRuleBuilder()
                        .withRule("[" + String.join(", ", hasEach(at(spec, "policy"))) + "].exists(given, given)")
                        .withMessage(
                                "says nothing: restrict something, or remove policy to allow all but escalating permissions")
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
