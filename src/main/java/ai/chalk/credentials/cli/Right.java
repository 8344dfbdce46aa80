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
 * @param why what does not work without it
 */
record Right(String group, String resource, String verb, @Nullable String namespace, String why) {

    ResourceAttributes attributes() {
        var parts = resource.split("/", 2);
        return new ResourceAttributesBuilder()
                .withGroup(group)
                .withResource(parts[0])
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withVerb(verb)
                .withNamespace(namespace)
                .build();
    }

    /** Such as {@code patch chalkservicecredentials.credentials.chalk.ai}. */
    String text() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
