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
 * The last failure, and when each failed step is retried. The status keeps it, so that retry intervals survive a
 * restart of the operator. It never contains a response body from Chalk.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record Failure(
        @JsonPropertyDescription("Number of consecutive failures. Example: 3") Integer count,
        @JsonPropertyDescription("The kind of failure, as one word. Example: ChalkUnavailable") @Size(max = 1024)
                String reason,
        @JsonPropertyDescription("What failed and what to do, in a sentence.") @Size(max = 32768) String message,
        @JsonPropertyDescription("When the last failure happened, in UTC. Example: \"2026-11-24T03:12:00Z\"")
                Instant lastTime,
        @JsonPropertyDescription("When the operator retries, in UTC. Example: \"2026-11-24T03:12:08Z\"")
                Instant nextAttemptTime,
        @JsonPropertyDescription(
                        """
                The step that failed, as one word. Only this step waits until nextAttemptTime. Not set if an older
                version wrote this failure: then every step that calls Chalk waits. Example: UpdateGrants""")
                @Size(max = 64)
                @Nullable
                String step,
        @JsonPropertyDescription(
                        "Other steps that failed earlier and also wait for a retry. Not set if there are none.")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<PausedStep> paused)
        implements FailureBuilder.With {

    public Failure {
        paused = paused == null ? List.of() : List.copyOf(paused);
    }
}
