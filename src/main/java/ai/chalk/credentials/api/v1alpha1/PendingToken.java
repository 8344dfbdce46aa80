// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The attempt that is under way; written before anything is created in Chalk. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PendingToken(
        Long revision,
        String tokenName,
        PinnedConnection connection,
        String projectId,
        String projectName,
        String environmentId,
        String environmentName,
        String secretName,
        String reason,
        @Nullable String handledTrigger,
        @Nullable String handledRotateRequest,
        @Nullable String handledRevokeRequest,
        String grantsHash,
        Instant startTime) {}
