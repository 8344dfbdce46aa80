// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How hard the API server may be worked by all credentials of a connection together. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionLimits(
        @JsonPropertyDescription("Requests per second: 1 to 1000. When absent: 50. Example: 10")
                @Min(1)
                @Max(1000)
                @Nullable
                Integer requestsPerSecond,
        @JsonPropertyDescription("Requests at the same time: 1 to 256. When absent: 16. Example: 4")
                @Min(1)
                @Max(256)
                @Nullable
                Integer concurrency) {}
