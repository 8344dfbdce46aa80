// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** How hard the API server may be worked. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionLimits(@Nullable Integer requestsPerSecond, @Nullable Integer concurrency) {}
