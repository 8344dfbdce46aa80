// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A predecessor that still works. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetiringToken(
        Long revision,
        String tokenId,
        String clientId,
        PinnedConnection connection,
        String environmentId,
        String secretName,
        Instant revokeTime,
        @Nullable List<BlockingPod> blockedBy,
        @Nullable Integer blockedByCount) {}
