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
 * The last failure, and how long the steps that failed are left alone, kept so that this outlives a restart. Never a body of
 * Chalk's answer.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record Failure(
        @JsonPropertyDescription("How often in a row. Example: 3") Integer count,
        @JsonPropertyDescription("The kind of failure, as one word. Example: ChalkUnavailable") @Size(max = 1024)
                String reason,
        @JsonPropertyDescription("What failed and what to do, for people.") @Size(max = 32768) String message,
        @JsonPropertyDescription("When it last failed, in UTC. Example: \"2026-11-24T03:12:00Z\"") Instant lastTime,
        @JsonPropertyDescription("When it is tried again, in UTC. Example: \"2026-11-24T03:12:08Z\"")
                Instant nextAttemptTime,
        @JsonPropertyDescription(
                        """
                Which step failed, as one word: it alone waits until nextAttemptTime. Absent when an older version wrote
                this: everything that asks Chalk waits. Example: UpdateGrants""")
                @Size(max = 64)
                @Nullable
                String step,
        @JsonPropertyDescription("Other steps that failed before and wait as well. Absent when there are none.")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<PausedStep> paused)
        implements FailureBuilder.With {

    public Failure {
        paused = paused == null ? List.of() : List.copyOf(paused);
    }
}
