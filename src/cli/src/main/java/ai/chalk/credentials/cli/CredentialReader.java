// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.common.Lists;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Observation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a credential as the API server has it. */
final class CredentialReader {

    private static final String READY = "Ready";

    private final EffectiveSpec spec;
    private final ChalkServiceCredentialStatus status;

    private CredentialReader(ChalkServiceCredential credential) {
        spec = spec(credential);
        status = status(credential);
    }

    static EffectiveSpec spec(ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        var id = new CredentialId(
                metadata.getNamespace(), metadata.getName(), Objects.requireNonNullElse(metadata.getUid(), ""));
        return new EffectiveSpec(id, credential.getSpec());
    }

    static ChalkServiceCredentialStatus status(ChalkServiceCredential credential) {
        return Objects.requireNonNullElse(credential.getStatus(), Observation.NEVER_SEEN);
    }

    static Optional<Condition> condition(ChalkServiceCredentialStatus status, String type) {
        return Lists.of(status.conditions()).stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** What {@code status} shows of it. */
    static CredentialView view(ChalkServiceCredential credential) {
        return new CredentialReader(credential).view();
    }

    private CredentialView view() {
        var ready = condition(status, READY);
        return new CredentialView(
                spec.id().namespace(),
                spec.id().name(),
                ready.map(condition -> word(condition.status())).orElse("Unknown"),
                ready.map(Condition::reason).orElse("NotLookedAt"),
                ready.map(Condition::message)
                        .orElse("the operator has not looked at it yet; kubectl chalk doctor says whether it runs"),
                spec.spec().project(),
                spec.spec().environment(),
                secret(),
                connection(),
                Optional.ofNullable(status.current())
                        .map(CredentialReader::token)
                        .orElse(null),
                pending(),
                rotation(),
                Lists.of(status.retiring()).stream()
                        .map(CredentialReader::retiring)
                        .toList(),
                warnings(),
                failure());
    }

    private CredentialView.@Nullable PendingPart pending() {
        var attempt = status.pending();
        return attempt == null
                ? null
                : new CredentialView.PendingPart(attempt.revision(), attempt.reason(), attempt.startTime());
    }

    private CredentialView.@Nullable FailurePart failure() {
        var failure = status.failure();
        return failure == null
                ? null
                : new CredentialView.FailurePart(
                        failure.count(),
                        failure.reason(),
                        failure.message(),
                        failure.lastTime(),
                        failure.nextAttemptTime());
    }

    static String word(ConditionStatus status) {
        return switch (status) {
            case TRUE -> "True";
            case FALSE -> "False";
            case UNKNOWN -> "Unknown";
        };
    }

    private CredentialView.SecretPart secret() {
        var current = status.current();
        return current == null
                ? new CredentialView.SecretPart(spec.secretName(), List.of())
                : new CredentialView.SecretPart(current.secretName(), SecretPreview.keys(spec, current));
    }

    private CredentialView.ConnectionPart connection() {
        var current = status.current();
        if (current != null) {
            var pinned = current.connection();
            return new CredentialView.ConnectionPart(
                    pinned.kind(), pinned.namespace(), pinned.name(), pinned.apiServer());
        }
        var ref = spec.connectionRef();
        var namespace =
                ref.kind() == ConnectionKind.CHALK_CONNECTION ? spec.id().namespace() : null;
        return new CredentialView.ConnectionPart(ref.kind(), namespace, ref.name(), null);
    }

    private static CredentialView.TokenPart token(CurrentToken token) {
        return new CredentialView.TokenPart(
                token.revision(),
                token.clientId(),
                token.tokenId(),
                token.reason(),
                token.issueTime(),
                token.publishTime(),
                token.projectId(),
                token.projectName(),
                token.environmentId(),
                token.environmentName());
    }

    private CredentialView.RotationPart rotation() {
        var rotation = Optional.ofNullable(spec.spec().rotation());
        var upcoming = Lists.of(Optional.ofNullable(status.rotation())
                .map(RotationStatus::upcoming)
                .orElse(null));
        return new CredentialView.RotationPart(
                rotation.map(Rotation::interval).orElse(null),
                rotation.map(Rotation::schedule).orElse(null),
                spec.timeZone(),
                spec.isSuspended(),
                spec.revocationPolicy(),
                upcoming.stream().findFirst().orElse(null),
                upcoming);
    }

    private static CredentialView.RetiringPart retiring(RetiringToken token) {
        return new CredentialView.RetiringPart(
                token.revision(),
                token.clientId(),
                token.revokeTime(),
                Boolean.TRUE.equals(token.immediate()),
                Lists.of(token.blockedBy()),
                Objects.requireNonNullElse(token.blockedByCount(), 0));
    }

    private List<CredentialView.WarningPart> warnings() {
        return Lists.of(status.conditions()).stream()
                .filter(condition -> !condition.type().equals(READY) && condition.status() == ConditionStatus.TRUE)
                .map(condition -> new CredentialView.WarningPart(
                        condition.type(), condition.reason(), condition.message(), condition.lastTransitionTime()))
                .toList();
    }
}
