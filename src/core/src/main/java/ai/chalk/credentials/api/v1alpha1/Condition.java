// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One condition in the form of metav1.Condition. The client library's own class would give a schema without validation.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record Condition(
        @JsonPropertyDescription("The aspect that the condition describes. Example: Ready") @Size(max = 316)
                String type,
        @JsonPropertyDescription("True, False or Unknown. Example: \"True\"") ConditionStatus status,
        @JsonPropertyDescription("Generation of the spec that the condition describes. Example: 4") @Nullable
                Long observedGeneration,
        @JsonPropertyDescription("When status last changed, in UTC. Example: \"2026-11-24T03:12:00Z\"") @Nullable
                Instant lastTransitionTime,
        @JsonPropertyDescription("The cause, as one word. Example: Issued") @Size(max = 1024) String reason,
        @JsonPropertyDescription("What happened and what to do, in a sentence. Example: \"revision 4 is in use\"")
                @Size(max = 32768)
                String message)
        implements ConditionBuilder.With {

    /** The same condition, with the earlier transition time if its status has not changed. */
    public Condition since(List<Condition> before) {
        return before.stream()
                .filter(last -> last.type().equals(type) && last.status() == status)
                .map(Condition::lastTransitionTime)
                .filter(Objects::nonNull)
                .findFirst()
                .map(this::withLastTransitionTime)
                .orElse(this);
    }
}
