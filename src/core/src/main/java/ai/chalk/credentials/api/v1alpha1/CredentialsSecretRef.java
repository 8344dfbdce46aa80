// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.api.v1alpha1.Constraints.DataKey;
import ai.chalk.credentials.api.v1alpha1.Constraints.DnsName;
import ai.chalk.credentials.api.v1alpha1.Constraints.NamespaceName;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A reference to the Secret that holds the operator's own Chalk token. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                """
                (has(self.clientIdKey) ? self.clientIdKey : 'client_id')
                  != (has(self.clientSecretKey) ? self.clientSecretKey : 'client_secret')""",
        fieldPath = ".clientSecretKey",
        message = "must differ from clientIdKey (defaults: client_id and client_secret)")
public record CredentialsSecretRef(
        @JsonPropertyDescription("Name of the Secret. Required. Example: chalk-operator") @DnsName String name,
        @JsonPropertyDescription(
                        """
                Namespace of the Secret. Required in a ClusterChalkConnection. Not allowed in a ChalkConnection, which
                reads only its own namespace. Example: chalk-system""")
                @Nullable
                @NamespaceName
                String namespace,
        @JsonPropertyDescription(
                        """
                Key under which the Secret holds the client id. Default: client_id. Example: CHALK_CLIENT_ID""")
                @Nullable
                @DataKey
                String clientIdKey,
        @JsonPropertyDescription(
                        """
                Key under which the Secret holds the client secret. Default: client_secret. Example:
                CHALK_CLIENT_SECRET""")
                @Nullable
                @DataKey
                String clientSecretKey) {}
