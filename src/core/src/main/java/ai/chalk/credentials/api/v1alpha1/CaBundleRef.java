// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.DataKey;
import ai.chalk.credentials.api.v1alpha1.Constraints.DnsName;
import ai.chalk.credentials.api.v1alpha1.Constraints.NamespaceName;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Where a CA bundle in PEM is kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaBundleRef(
        @JsonPropertyDescription("ConfigMap or Secret. Required. Example: ConfigMap") CaBundleKind kind,
        @JsonPropertyDescription("Name of the ConfigMap or Secret. Required. Example: corporate-ca") @DnsName
                String name,
        @JsonPropertyDescription(
                        """
                Namespace of the ConfigMap or Secret. Required in a ClusterChalkConnection; refused in a ChalkConnection,
                whose bundle is in its own namespace. Example: chalk-system""")
                @Nullable
                @NamespaceName
                String namespace,
        @JsonPropertyDescription("Key of the bundle. Required. Example: ca.crt") @DataKey String key) {}
