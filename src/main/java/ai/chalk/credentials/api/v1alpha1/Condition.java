// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One condition, as metav1.Condition. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        String type,
        ConditionStatus status,
        @Nullable Long observedGeneration,
        @Nullable Instant lastTransitionTime,
        String reason,
        String message) {}
