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

/** The progress of a revocation, and the time of the next attempt. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ChalkRevocationStatus(
        @JsonPropertyDescription(
                        """
                Generation of the spec that this status describes; -1 until the operator has reconciled the object.
                Example: 1""")
                @Nullable
                Long observedGeneration,
        @JsonPropertyDescription(
                        """
                Ready is False until Chalk has confirmed the revocation; the operator then deletes this object.
                Two more conditions are present only while they are true: Reconciling (the operator waits or
                retries) and Stalled (a person must act). Example: [{type: Ready, status: "False", reason:
                ChalkUnavailable, message: "…"}]""")
                @ListType(value = ListType.Kind.MAP, keys = "type")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Condition> conditions,
        @JsonPropertyDescription("Number of failed attempts. Not set until the first failure. Example: 3") @Nullable
                Integer attempts,
        @JsonPropertyDescription(
                        """
                When the operator tries next, in UTC. Not set if no attempt is planned. Example:
                "2026-11-24T03:12:00Z\"""")
                @Nullable
                Instant nextAttemptTime)
        implements ChalkRevocationStatusBuilder.With {

    public ChalkRevocationStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
