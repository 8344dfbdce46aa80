// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator has done and will do next. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChalkServiceCredentialStatus(
        @Nullable Long observedGeneration,
        @Nullable List<Condition> conditions,
        @Nullable Binding binding,
        @Nullable Long highestRevision,
        @Nullable CurrentToken current,
        @Nullable PendingToken pending,
        @Nullable List<UnsweptEnvironment> unswept,
        @Nullable List<RetiringToken> retiring,
        @Nullable RotationStatus rotation,
        @Nullable Failure failure,
        @Nullable List<HistoryEntry> history,
        @Nullable String nextRotationTime,
        @Nullable Instant lastRotationTime,
        @Nullable String clientId,
        @Nullable String secretName) {}
