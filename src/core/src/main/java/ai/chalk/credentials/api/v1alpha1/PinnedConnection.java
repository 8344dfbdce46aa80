// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import ai.chalk.credentials.common.WithBuilder;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The connection that a token was issued through, as it was then; its token can be revoked through no other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@WithBuilder
public record PinnedConnection(
        @JsonPropertyDescription("ClusterChalkConnection or ChalkConnection. Required. Example: ClusterChalkConnection")
                ConnectionKind kind,
        @JsonPropertyDescription("Namespace of a ChalkConnection. Absent for a ClusterChalkConnection. Example: fraud")
                @Size(max = 63)
                @Nullable
                String namespace,
        @JsonPropertyDescription("Name of the connection. Required. Example: default") @Size(max = 253) String name,
        @JsonPropertyDescription("Its API server at that time. Required. Example: https://api.chalk.ai")
                @Size(max = 512)
                String apiServer)
        implements PinnedConnectionBuilder.With {}
