// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An environment in which superseded attempts may have left strays. The entry stays until a listing shows that there
 * are none.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record UnsweptEnvironment(
        @JsonPropertyDescription("The connection that the attempt used.") PinnedConnection connection,
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String environmentId,
        @JsonPropertyDescription(
                        """
                When the first of these attempts began, in UTC. Tokens with the credential's names that are older belong
                to none of them. Not set if an older version wrote this status. Example: "2026-11-24T03:11:58Z\"""")
                @Nullable
                Instant since)
        implements UnsweptEnvironmentBuilder.With {}
