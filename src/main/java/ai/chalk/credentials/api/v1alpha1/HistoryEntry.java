// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One past revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
        Long revision,
        String clientId,
        String reason,
        Instant issueTime,
        @Nullable Instant publishTime,
        @Nullable Instant revokeTime) {}
