// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The token that the Secret holds, with all that is needed to revoke it later; the Secret repeats it as provenance. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record CurrentToken(
        @JsonPropertyDescription("Which token of this credential it is, counted from 1. Example: 4") Long revision,
        @JsonPropertyDescription("Its id in Chalk. Example: 0f3b2c1d") @Size(max = 256) String tokenId,
        @JsonPropertyDescription("Its name in Chalk. Example: k8s/8d1e/fraud/scorer/1a2b3c4d/4") @Size(max = 256)
                String tokenName,
        @JsonPropertyDescription("Its client id; not secret. Example: client-0123456789abcdef") @Size(max = 256)
                String clientId,
        @JsonPropertyDescription("Id of the project. Example: cl0abc") @Size(max = 256) String projectId,
        @JsonPropertyDescription("Text of the project in the spec; its name, where that was the id. Example: fraud")
                @Size(max = 256)
                String projectName,
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String environmentId,
        @JsonPropertyDescription(
                        "Text of the environment in the spec; its name, where that was the id. Example: production")
                @Size(max = 256)
                String environmentName,
        @JsonPropertyDescription("The connection that it was issued through.") PinnedConnection connection,
        @JsonPropertyDescription("Name of the Secret that holds it. Example: fraud-scorer-chalk") @Size(max = 253)
                String secretName,
        @JsonPropertyDescription("Why it was issued. Example: Due") @Size(max = 64) String reason,
        @JsonPropertyDescription("When it was issued, in UTC. Example: \"2026-11-24T03:11:59Z\"") Instant issueTime,
        @JsonPropertyDescription("When the Secret was written, in UTC. Example: \"2026-11-24T03:12:00Z\"") @Nullable
                Instant publishTime,
        @JsonPropertyDescription("Hash of the Secret's data as it was written, to notice changes by hand.")
                @Size(max = 128)
                String dataHash,
        @JsonPropertyDescription("Hash of the permissions and tags that the token has.") @Size(max = 128)
                String grantsHash)
        implements CurrentTokenBuilder.With {}
