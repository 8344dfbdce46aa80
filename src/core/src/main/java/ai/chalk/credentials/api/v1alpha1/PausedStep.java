// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/** A step that failed before the last failure, and that still waits for its retry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PausedStep(
        @JsonPropertyDescription("The step, as one word. Example: Sweep") @Size(max = 64) String step,
        @JsonPropertyDescription("When the operator retries, in UTC. Example: \"2026-11-24T03:12:08Z\"")
                Instant nextAttemptTime) {}
