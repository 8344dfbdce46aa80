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
        @JsonPropertyDescription("Which token of this credential it is, counted from 1. Example: 5") Long revision,
        @JsonPropertyDescription("Its name in Chalk. Example: k8s/8d1e/fraud/scorer/1a2b3c4d/5") @Size(max = 256)
                String tokenName,
        @JsonPropertyDescription("The connection that it is issued through.") PinnedConnection connection,
        @JsonPropertyDescription("Id of the project. Example: cl0abc") @Size(max = 256) String projectId,
        @JsonPropertyDescription("Text of the project in the spec; its name, where that was the id. Example: fraud")
                @Size(max = 256)
                String projectName,
        @JsonPropertyDescription("Id of the environment. Example: cl0def") @Size(max = 256) String environmentId,
        @JsonPropertyDescription(
                        "Text of the environment in the spec; its name, where that was the id. Example: production")
                @Size(max = 256)
                String environmentName,
        @JsonPropertyDescription("Name of the Secret that is to hold it. Example: fraud-scorer-chalk") @Size(max = 253)
                String secretName,
        @JsonPropertyDescription("Why it is issued. Example: Due") @Size(max = 64) String reason,
        @JsonPropertyDescription("The spec's trigger that it carries out. Absent when there is none.")
                @Size(max = 64)
                @Nullable
                String handledTrigger,
        @JsonPropertyDescription("The annotation rotate-requested-at that it carries out. Absent when there is none.")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRotateRequest,
        @JsonPropertyDescription("The annotation revoke-requested-at that it carries out. Absent when there is none.")
                @Size(max = RotationStatus.ANNOTATION)
                @Nullable
                String handledRevokeRequest,
        @JsonPropertyDescription("Hash of the permissions and tags that it is issued with.") @Size(max = 128)
                String grantsHash,
        @JsonPropertyDescription("When the attempt began, in UTC. Example: \"2026-11-24T03:11:58Z\"") Instant startTime)
        implements PendingTokenBuilder.With {}
