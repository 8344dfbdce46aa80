// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A predecessor that is still valid, with everything needed to revoke it and to explain what the revocation waits for.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record RetiringToken(
        @JsonPropertyDescription("The token's revision: its number within this credential, counted from 1. Example: 3")
                Long revision,
        @JsonPropertyDescription("Id of the token in Chalk. Example: 0f3b2c1d") @Size(max = 256) String tokenId,
        @JsonPropertyDescription("Client id of the token; not secret. Example: client-0123456789abcdef")
                @Size(max = 256)
                String clientId,
        @JsonPropertyDescription("The connection through which the token was issued.") PinnedConnection connection,
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String environmentId,
        @JsonPropertyDescription("Name of the Secret that held the token. Example: fraud-scorer-chalk") @Size(max = 253)
                String secretName,
        @JsonPropertyDescription("The earliest time of the revocation, in UTC. Example: \"2026-11-25T03:12:00Z\"")
                Instant revokeTime,
        @JsonPropertyDescription(
                        """
                The first ten containers that still hold the token's value. Not set if none has been found.""")
                @Size(max = 10)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<BlockingPod> blockedBy,
        @JsonPropertyDescription(
                        """
                Number of all containers that still hold the token's value. Not set if none has been found.
                Example: 12""")
                @Nullable
                Integer blockedByCount,
        @JsonPropertyDescription(
                        """
                true: revoked at once even if containers still hold its value, because the value has leaked or Chalk no
                longer accepts it. Not set otherwise. Example: true""")
                @Nullable
                Boolean immediate)
        implements RetiringTokenBuilder.With {

    public RetiringToken {
        blockedBy = blockedBy == null ? List.of() : List.copyOf(blockedBy);
    }

    /** A token whose successor is published. */
    public static RetiringToken of(CurrentToken token, Instant revokeTime) {
        return RetiringTokenBuilder.builder()
                .revision(token.revision())
                .tokenId(token.tokenId())
                .clientId(token.clientId())
                .connection(token.connection())
                .environmentId(token.environmentId())
                .secretName(token.secretName())
                .revokeTime(revokeTime)
                .build();
    }
}
