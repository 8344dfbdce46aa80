// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A right that somebody needs.
 *
 * @param group of the API; empty for the core
 * @param resource with its subresource after a slash, if it is for one
 * @param namespace absent for all namespaces
 * @param name of the one object that it is needed for; absent for all
 * @param why what does not work without it
 */
record AccessRight(
        String group, String resource, String verb, @Nullable String namespace, @Nullable String name, String why) {

    /** One to all objects of a kind. */
    AccessRight(String group, String resource, String verb, @Nullable String namespace, String why) {
        this(group, resource, verb, namespace, null, why);
    }

    /** The same to one object only. */
    AccessRight on(String object) {
        return new AccessRight(group, resource, verb, namespace, object, why);
    }

    /** The same for another purpose. */
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

    /** Such as {@code patch chalkservicecredentials.credentials.chalk.ai}. */
    String text() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    /** The same with the object and the namespace, such as {@code get configmaps/settings in team-a}. */
    String textWithPlace() {
        return text() + (name == null ? "" : "/" + name) + (namespace == null ? "" : " in " + namespace);
    }
}
