// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;

/** A container that still holds a predecessor's value. Users read from it which pods a revocation waits for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BlockingPod(
        @JsonPropertyDescription("Name of the pod. Example: scorer-7d9c5b6f4-x2x5v") @Size(max = 253) String pod,
        @JsonPropertyDescription("Name of the container. Example: scorer") @Size(max = 63) String container,
        @JsonPropertyDescription("When the container started, in UTC. Example: \"2026-11-20T08:00:00Z\"")
                Instant startTime) {}
