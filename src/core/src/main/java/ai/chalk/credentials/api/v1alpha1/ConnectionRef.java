// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.DnsName;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The connection that a credential uses. The kind has no default, so that a typo cannot select a different Chalk. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionRef(
        @JsonPropertyDescription(
                        """
                ClusterChalkConnection: a connection for all namespaces that its policy admits. ChalkConnection: a
                connection in the credential's own namespace. Required. Example: ClusterChalkConnection""")
                ConnectionKind kind,
        @JsonPropertyDescription("Name of the connection. Required. Example: default") @DnsName String name) {}
