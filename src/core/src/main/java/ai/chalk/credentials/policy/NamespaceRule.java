// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.NamespaceRequirement;
import ai.chalk.credentials.api.v1alpha1.NamespaceSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A label selector as Kubernetes defines it: all of its parts must match, and an empty selector matches all namespaces.
 */
final class NamespaceRule {

    private NamespaceRule() {}

    static boolean matches(NamespaceSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(labelsOf(selector).entrySet())
                && expressionsOf(selector).stream().allMatch(requirement -> holds(requirement, labels));
    }

    /** An operator that this version does not know matches no namespace. */
    private static boolean holds(NamespaceRequirement requirement, Map<String, String> labels) {
        var value = labels.get(requirement.key());
        return switch (requirement.operator()) {
            case IN -> value != null && valuesOf(requirement).contains(value);
            case NOT_IN -> value == null || !valuesOf(requirement).contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case UNKNOWN -> false;
        };
    }

    /** As {@code kubectl get namespaces -l} accepts it. */
    static String describe(NamespaceSelector selector) {
        var parts = new ArrayList<String>();
        new TreeMap<>(labelsOf(selector)).forEach((key, value) -> parts.add(key + "=" + value));
        expressionsOf(selector).forEach(requirement -> parts.add(describe(requirement)));
        return ListText.of(parts);
    }

    private static String describe(NamespaceRequirement requirement) {
        var key = requirement.key();
        return switch (requirement.operator()) {
            case IN -> key + " in (" + ListText.of(valuesOf(requirement)) + ")";
            case NOT_IN -> key + " notin (" + ListText.of(valuesOf(requirement)) + ")";
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case UNKNOWN -> key + " with an operator that this version does not know";
        };
    }

    private static Map<String, String> labelsOf(NamespaceSelector selector) {
        var labels = selector.matchLabels();
        return labels == null ? Map.of() : labels;
    }

    private static List<NamespaceRequirement> expressionsOf(NamespaceSelector selector) {
        var expressions = selector.matchExpressions();
        return expressions == null ? List.of() : expressions;
    }

    private static List<String> valuesOf(NamespaceRequirement requirement) {
        var values = requirement.values();
        return values == null ? List.of() : values;
    }
}
