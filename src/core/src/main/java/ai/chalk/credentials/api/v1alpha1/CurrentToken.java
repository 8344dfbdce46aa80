// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token that the Secret holds, with everything needed to revoke it later. The Secret repeats these values as
 * provenance.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record CurrentToken(
        @JsonPropertyDescription("The token's revision: its number within this credential, counted from 1. Example: 4")
                Long revision,
        @JsonPropertyDescription("Id of the token in Chalk. Example: 0f3b2c1d") @Size(max = 256) String tokenId,
        @JsonPropertyDescription("Name of the token in Chalk. Example: k8s/8d1e/fraud/scorer/1a2b3c4d/4")
                @Size(max = 256)
                String tokenName,
        @JsonPropertyDescription("Client id of the token; not secret. Example: client-0123456789abcdef")
                @Size(max = 256)
                String clientId,
        @JsonPropertyDescription("Id of the project. Example: cl0abc") @Size(max = 256) String projectId,
        @JsonPropertyDescription("The project as the spec names it; its name, if the spec gives the id. Example: fraud")
                @Size(max = 256)
                String projectName,
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String environmentId,
        @JsonPropertyDescription(
                        """
                The environment as the spec names it; its name, if the spec gives the id. Example: production""")
                @Size(max = 256)
                String environmentName,
        @JsonPropertyDescription("The connection through which the token was issued.") PinnedConnection connection,
        @JsonPropertyDescription("Name of the Secret that holds the token. Example: fraud-scorer-chalk")
                @Size(max = 253)
                String secretName,
        @JsonPropertyDescription("Why the token was issued. Example: Due") @Size(max = 64) String reason,
        @JsonPropertyDescription("When the token was issued, in UTC. Example: \"2026-11-24T03:11:59Z\"")
                Instant issueTime,
        @JsonPropertyDescription(
                        "When the token was published in the Secret, in UTC. Example: \"2026-11-24T03:12:00Z\"")
                @Nullable
                Instant publishTime,
        @JsonPropertyDescription(
                        """
                Hash of the Secret's data as the operator wrote it. Changes by hand are detected with it.""")
                @Size(max = 128)
                String dataHash,
        @JsonPropertyDescription("Hash of the token's permissions and tags.") @Size(max = 128) String grantsHash)
        implements CurrentTokenBuilder.With {}
