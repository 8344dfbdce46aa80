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

/**
 * Whether Chalk answers, which identity it reports, and which environments the token reaches. Both connection kinds
 * share this class.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record ConnectionStatus(
        @JsonPropertyDescription(
                        """
                Generation of the spec that this status describes; -1 until the operator has reconciled the object.
                Example: 2""")
                @Nullable
                Long observedGeneration,
        @JsonPropertyDescription(
                        """
                Ready is True when Chalk has exchanged the connection's token, reported its identity and listed its
                environments. Stalled (a person must act) is present only while it is true. Example: [{type: Ready,
                status: "True", reason: Connected, message: "…"}]""")
                @ListType(value = ListType.Kind.MAP, keys = "type")
                @Size(max = 16)
                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                List<Condition> conditions,
        @JsonPropertyDescription("The API server that this status describes. Example: https://api.chalk.ai")
                @Size(max = 512)
                @Nullable
                String apiServer,
        @JsonPropertyDescription(
                        """
                The identity that Chalk reports for the connection's token. Not set until Chalk has reported it.""")
                @Nullable
                ConnectionIdentity identity,
        @JsonPropertyDescription(
                        """
                Environments that the connection's token can reach: at most 1000. Not set until the operator has listed
                them.""")
                @Size(max = 1000)
                @Nullable
                List<ReachableEnvironment> environments,
        @JsonPropertyDescription(
                        """
                Number of tokens with this installation's names whose secret nothing in the cluster holds. Not set until
                the operator has listed the tokens. Example: 0""")
                @Nullable
                Integer orphans,
        @JsonPropertyDescription(
                        """
                When the operator last listed the tokens in Chalk, in UTC. Not set until then. Example:
                "2026-11-24T03:12:00Z\"""")
                @Nullable
                Instant lastInventoryTime)
        implements ConnectionStatusBuilder.With {

    public ConnectionStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
