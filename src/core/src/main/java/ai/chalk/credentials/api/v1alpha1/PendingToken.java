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
 * The attempt that is under way, written before anything is created in Chalk: after a crash it is all that is known. An attempt
 * is never continued, only recorded or superseded.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record PendingToken(
        @JsonPropertyDescription("The token's revision: its number within this credential, counted from 1. Example: 5")
                Long revision,
        @JsonPropertyDescription("Name of the token in Chalk. Example: k8s/8d1e/fraud/scorer/1a2b3c4d/5")
                @Size(max = 256)
                String tokenName,
        @JsonPropertyDescription("The connection through which the token is issued.") PinnedConnection connection,
        @JsonPropertyDescription("Id of the project. Example: cl0abc") @Size(max = 256) String projectId,
        @JsonPropertyDescription("The project as the spec names it; its name, if the spec gives the id. Example: fraud")
                @Size(max = 256)
                String projectName,
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String environmentId,
        @JsonPropertyDescription(
                        """
                The environment as the spec names it; its name, if the spec gives the id. Example: production""")
                @Size(max = 256)
                String environmentName,
        @JsonPropertyDescription("Name of the Secret in which the token will be published. Example: fraud-scorer-chalk")
                @Size(max = 253)
                String secretName,
        @JsonPropertyDescription("Why the token is issued. Example: Due") @Size(max = 64) String reason,
        @JsonPropertyDescription(
                        """
                Value of the spec's trigger that this attempt carries out. Not set if the spec has none.""")
                @Size(max = 64)
                @Nullable
                String handledTrigger,
        @JsonPropertyDescription(
                        """
                Value of the annotation rotate-requested-at that this attempt carries out. Not set if there is none.""")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRotateRequest,
        @JsonPropertyDescription(
                        """
                Value of the annotation revoke-requested-at that this attempt carries out. Not set if there is none.""")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRevokeRequest,
        @JsonPropertyDescription("Hash of the permissions and tags with which the token is issued.") @Size(max = 128)
                String grantsHash,
        @JsonPropertyDescription("When the attempt began, in UTC. Example: \"2026-11-24T03:11:58Z\"") Instant startTime)
        implements PendingTokenBuilder.With {}
