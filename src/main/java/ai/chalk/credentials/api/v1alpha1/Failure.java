// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/** The last failure of the step that is due, kept so that the backoff outlives a restart. Never a body of Chalk's answer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Failure(
        @JsonPropertyDescription("How often in a row. Example: 3") Integer count,
        @JsonPropertyDescription("The kind of failure, as one word. Example: ChalkUnavailable") @Size(max = 1024)
                String reason,
        @JsonPropertyDescription("What failed and what to do, for people.") @Size(max = 32768) String message,
        @JsonPropertyDescription("When it last failed, in UTC. Example: \"2026-11-24T03:12:00Z\"") Instant lastTime,
        @JsonPropertyDescription("When it is tried again, in UTC. Example: \"2026-11-24T03:12:08Z\"")
                Instant nextAttemptTime) {}
