// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The token that the Secret holds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurrentToken(
        Long revision,
        String tokenId,
        String tokenName,
        String clientId,
        String projectId,
        String projectName,
        String environmentId,
        String environmentName,
        PinnedConnection connection,
        String secretName,
        String reason,
        Instant issueTime,
        @Nullable Instant publishTime,
        String dataHash,
        String grantsHash) {}
