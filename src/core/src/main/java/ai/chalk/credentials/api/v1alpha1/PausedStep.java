// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/** A step that failed before another one did, and is not tried again yet. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PausedStep(
        @JsonPropertyDescription("Which step, as one word. Example: Sweep") @Size(max = 64) String step,
        @JsonPropertyDescription("When it is tried again, in UTC. Example: \"2026-11-24T03:12:08Z\"")
                Instant nextAttemptTime) {}
