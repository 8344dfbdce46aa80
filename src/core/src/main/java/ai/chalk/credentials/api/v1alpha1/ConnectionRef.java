// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.DnsName;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Which connection a credential uses. Nobody guesses the kind: a typo must not reach another Chalk than was meant. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionRef(
        @JsonPropertyDescription(
                        """
                ClusterChalkConnection: for all namespaces that its policy admits. ChalkConnection: of this namespace.
                Required with a name. Example: ClusterChalkConnection""")
                ConnectionKind kind,
        @JsonPropertyDescription("Name of the connection. Required with a kind. Example: default") @DnsName
                String name) {}
