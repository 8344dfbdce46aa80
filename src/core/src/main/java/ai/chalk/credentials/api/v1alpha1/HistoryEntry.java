// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One revision, for people and audits; the operator decides nothing by it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record HistoryEntry(
        @JsonPropertyDescription("Which token of this credential it is, counted from 1. Example: 3") Long revision,
        @JsonPropertyDescription("Its client id; not secret. Example: client-0123456789abcdef") @Size(max = 256)
                String clientId,
        @JsonPropertyDescription("Why it was issued. Example: Due") @Size(max = 64) String reason,
        @JsonPropertyDescription("When it was issued, in UTC. Example: \"2026-10-25T03:12:00Z\"") Instant issueTime,
        @JsonPropertyDescription("When the Secret was written, in UTC. Example: \"2026-10-25T03:12:01Z\"") @Nullable
                Instant publishTime,
        @JsonPropertyDescription(
                        "When it was revoked, in UTC. Absent while it works. Example: \"2026-11-25T03:12:04Z\"")
                @Nullable
                Instant revokeTime)
        implements HistoryEntryBuilder.With {}
