// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** The last failure of the step that is due. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Failure(Integer count, String reason, String message, Instant lastTime, Instant nextAttemptTime) {}
