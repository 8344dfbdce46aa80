// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.status;

import ai.chalk.credentials.api.v1alpha1.Binding;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatusBuilder;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.Failure;
import ai.chalk.credentials.api.v1alpha1.HistoryEntry;
import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import ai.chalk.credentials.decision.HandledRequests;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mutable status, for the assembler only. */
final class StatusDraft {

    @Nullable
    Long observedGeneration;

    List<Condition> conditions;

    @Nullable
    Binding binding;

    @Nullable
    Long highestRevision;

    @Nullable
    CurrentToken current;

    @Nullable
    PendingToken pending;

    List<UnsweptEnvironment> unswept;
    List<RetiringToken> retiring;

    @Nullable
    RotationStatus rotation;

    HandledRequests handled;

    List<RolloutRestartTarget> pendingRestarts;

    @Nullable
    Failure failure;

    List<HistoryEntry> history;

    @Nullable
    String nextRotationTime;

    @Nullable
    Instant lastRotationTime;

    StatusDraft(ChalkServiceCredentialStatus status) {
        observedGeneration = status.observedGeneration();
        conditions = status.conditions();
        binding = status.binding();
        highestRevision = status.highestRevision();
        current = status.current();
        pending = status.pending();
        unswept = status.unswept();
        retiring = status.retiring();
        rotation = status.rotation();
        var before = Optional.ofNullable(rotation);
        handled = new HandledRequests(
                before.map(RotationStatus::handledTrigger).orElse(null),
                before.map(RotationStatus::handledRotateRequest).orElse(null),
                before.map(RotationStatus::handledRevokeRequest).orElse(null));
        pendingRestarts = before.map(RotationStatus::pendingRestarts).orElse(List.of());
        failure = status.failure();
        history = status.history();
        nextRotationTime = status.nextRotationTime();
        lastRotationTime = status.lastRotationTime();
    }

    ChalkServiceCredentialStatus finished() {
        return ChalkServiceCredentialStatusBuilder.builder()
                .observedGeneration(observedGeneration)
                .conditions(conditions)
                .binding(binding)
                .highestRevision(highestRevision)
                .current(current)
                .pending(pending)
                .unswept(unswept)
                .retiring(retiring)
                .rotation(rotation)
                .failure(failure)
                .history(history)
                .nextRotationTime(nextRotationTime)
                .lastRotationTime(lastRotationTime)
                .clientId(current == null ? null : current.clientId())
                .secretName(current == null ? null : current.secretName())
                .build();
    }
}
