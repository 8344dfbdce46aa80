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

/** Whether Chalk answers, who it says we are, and what we reach; the same for both connection kinds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ConnectionStatus(
        @JsonPropertyDescription(
                        """
                Generation of the spec that this status is about; -1 before the operator has looked at it. Example: 2""")
                @Nullable
                Long observedGeneration,
        @JsonPropertyDescription(
                        """
                Ready: Chalk has exchanged our token, said who we are and listed the environments. Only while it is
                true: Stalled (a human must act). Example: [{type: Ready, status: "True", reason: Connected, message: "…"}]""")
                @ListType(value = ListType.Kind.MAP, keys = "type")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Condition> conditions,
        @JsonPropertyDescription("The API server that this status is about. Example: https://api.chalk.ai")
                @Size(max = 512)
                @Nullable
                String apiServer,
        @JsonPropertyDescription("Who Chalk says we are. Absent until it has said so.") @Nullable
                ConnectionIdentity identity,
        @JsonPropertyDescription(
                        "Environments that the connection's token reaches: at most 1000. Absent until they were read.")
                @Size(max = 1000)
                @Nullable
                List<ReachableEnvironment> environments,
        @JsonPropertyDescription(
                        """
                Tokens with this installation's names of which nothing here holds the secret. Absent until the
                inventory was read. Example: 0""")
                @Nullable
                Integer orphans,
        @JsonPropertyDescription(
                        """
                When the tokens in Chalk were last listed, in UTC. Absent until then. Example: "2026-11-24T03:12:00Z\"""")
                @Nullable
                Instant lastInventoryTime)
        implements ConnectionStatusBuilder.With {

    public ConnectionStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
