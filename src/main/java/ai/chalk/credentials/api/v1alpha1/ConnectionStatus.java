// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether Chalk answers, and who it says we are. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionStatus(
        @Nullable Long observedGeneration,
        @Nullable List<Condition> conditions,
        @Nullable String apiServer,
        @Nullable Identity identity,
        @Nullable List<ReachableEnvironment> environments,
        @Nullable Integer orphans,
        @Nullable Instant lastInventoryTime) {}
