// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One past or present revision, for users and audits. The operator bases no decision on it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record HistoryEntry(
        @JsonPropertyDescription("The token's revision: its number within this credential, counted from 1. Example: 3")
                Long revision,
        @JsonPropertyDescription("Client id of the token; not secret. Example: client-0123456789abcdef")
                @Size(max = 256)
                String clientId,
        @JsonPropertyDescription("Why the token was issued. Example: Due") @Size(max = 64) String reason,
        @JsonPropertyDescription("When the token was issued, in UTC. Example: \"2026-10-25T03:12:00Z\"")
                Instant issueTime,
        @JsonPropertyDescription(
                        "When the token was published in the Secret, in UTC. Example: \"2026-10-25T03:12:01Z\"")
                @Nullable
                Instant publishTime,
        @JsonPropertyDescription(
                        """
                When the token was revoked, in UTC. Not set while the token is valid. Example: "2026-11-25T03:12:04Z\"""")
                @Nullable
                Instant revokeTime)
        implements HistoryEntryBuilder.With {}
