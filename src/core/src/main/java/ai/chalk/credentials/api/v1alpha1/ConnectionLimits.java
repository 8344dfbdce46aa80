// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Limits on the requests that all credentials of a connection together send to the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionLimits(
        @JsonPropertyDescription("Requests per second: 1 to 1000. Default: 50. Example: 10")
                @Min(1)
                @Max(1000)
                @Nullable
                Integer requestsPerSecond,
        @JsonPropertyDescription("Concurrent requests: 1 to 256. Default: 16. Example: 4") @Min(1) @Max(256) @Nullable
                Integer concurrency) {}
