// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A permission that the caller or the operator needs.
 *
 * @param group the API group; empty for the core group
 * @param resource the resource, with its subresource after a slash if it is for a subresource
 * @param namespace null for all namespaces
 * @param name the only object that it is needed for; null for all objects
 * @param why what fails without it
 */
record AccessRight(
        String group, String resource, String verb, @Nullable String namespace, @Nullable String name, String why) {

    /** A right on all objects of a kind. */
    AccessRight(String group, String resource, String verb, @Nullable String namespace, String why) {
        this(group, resource, verb, namespace, null, why);
    }

    /** The same right on one object only. */
    AccessRight on(String object) {
        return new AccessRight(group, resource, verb, namespace, object, why);
    }

    /** The same right for another purpose. */
    AccessRight because(String purpose) {
        return new AccessRight(group, resource, verb, namespace, name, purpose);
    }

    ResourceAttributes attributes() {
        var parts = resource.split("/", 2);
        return new ResourceAttributesBuilder()
                .withGroup(group)
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withVerb(verb)
                .withNamespace(namespace)
                .withName(name)
                .build();
    }

    /** For example {@code patch chalkservicecredentials.credentials.chalk.ai}. */
    String text() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    /** The text with the object and the namespace, for example {@code get configmaps/settings in team-a}. */
    String textWithScope() {
        return text() + (name == null ? "" : "/" + name) + (namespace == null ? "" : " in " + namespace);
    }
}
