// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.DataKey;
import ai.chalk.credentials.api.v1alpha1.Constraints.DnsName;
import ai.chalk.credentials.api.v1alpha1.Constraints.NamespaceName;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A reference to a CA bundle in PEM format. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaBundleRef(
        @JsonPropertyDescription(
                        """
                Kind of the object that holds the bundle: ConfigMap or Secret. Required. Example: ConfigMap""")
                CaBundleKind kind,
        @JsonPropertyDescription("Name of the ConfigMap or Secret. Required. Example: corporate-ca") @DnsName
                String name,
        @JsonPropertyDescription(
                        """
                Namespace of the ConfigMap or Secret. Required in a ClusterChalkConnection. Not allowed in a
                ChalkConnection, which reads only its own namespace. Example: chalk-system""")
                @Nullable
                @NamespaceName
                String namespace,
        @JsonPropertyDescription("Key under which the object holds the bundle. Required. Example: ca.crt") @DataKey
                String key) {}
