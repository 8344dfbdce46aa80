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

/** What became of a revocation so far, and when it is tried again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ChalkRevocationStatus(
        @JsonPropertyDescription(
                        """
                Generation of the spec that this status is about; -1 before the operator has looked at it. Example: 1""")
                @Nullable
                Long observedGeneration,
        @JsonPropertyDescription(
                        """
                Ready is False until Chalk has confirmed the revocation, and then this object goes. Only while it is true:
                Reconciling (it is waited for, or tried again by itself), Stalled (a human must act).
                Example: [{type: Ready, status: "False", reason: ChalkUnavailable, message: "…"}]""")
                @ListType(value = ListType.Kind.MAP, keys = "type")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Condition> conditions,
        @JsonPropertyDescription("How often it was tried in vain. Absent before the first time. Example: 3") @Nullable
                Integer attempts,
        @JsonPropertyDescription(
                        """
                When it is tried again, in UTC. Absent when nothing is planned. Example: "2026-11-24T03:12:00Z\"""")
                @Nullable
                Instant nextAttemptTime)
        implements ChalkRevocationStatusBuilder.With {

    public ChalkRevocationStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
