// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * The identity that Chalk reports for the connection's token. Users see from it whether the Secret holds the right
 * token.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionIdentity(
        @JsonPropertyDescription(
                        """
                The user or agent of the token. Not set if Chalk does not report it. Example: chalk-operator""")
                @Size(max = 256)
                @Nullable
                String user,
        @JsonPropertyDescription("Id of the team. Not set if Chalk does not report it. Example: cl0team")
                @Size(max = 256)
                @Nullable
                String teamId,
        @JsonPropertyDescription("Name of the team. Not set if Chalk does not report it. Example: Risk")
                @Size(max = 256)
                @Nullable
                String teamName,
        @JsonPropertyDescription("Client id of the connection's token; not secret. Example: client-0123456789abcdef")
                @Size(max = 256)
                String clientId) {}
