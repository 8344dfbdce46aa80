// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.decision.ChalkTokenState;
import ai.chalk.credentials.decision.DesiredToken;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.Observation;
import ai.chalk.credentials.decision.ObservationBuilder;
import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.SecretUsage;
import ai.chalk.credentials.decision.SecretView;
import ai.chalk.credentials.decision.WorkloadState;
import ai.chalk.credentials.kubernetes.RequestAnnotations;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operator would observe, derived without reading Secrets, pods or Chalk: it relies on what the operator last wrote to the
 * status.
 *
 * @param live the credential in the cluster; empty if it is to be created
 * @param wanted what the connection allows
 * @param connectionClientIds the client ids of the operator's own token in Chalk
 */
record LocalObservation(
        Optional<ChalkServiceCredential> live,
        DesiredToken wanted,
        Set<String> connectionClientIds,
        OperatorLimits limits,
        Instant now) {

    private static final String UNKNOWN = "unknown";

    /** The observation of a credential, before or after an edit. */
    Observation of(ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        var spec = CredentialReader.spec(credential);
        var status = live.map(CredentialReader::status).orElse(Observation.NEVER_SEEN);
        return ObservationBuilder.builder()
                .now(now)
                .fresh(true)
                .installation(UNKNOWN)
                .id(spec.id())
                .generation(Objects.requireNonNullElse(metadata.getGeneration(), 1L))
                .finalized(true)
                .namespaceTerminating(false)
                .spec(credential.getSpec())
                .status(status)
                .requests(RequestAnnotations.requests(credential))
                .inChalk(new ChalkTokenState.Unknown())
                .workloads(workloads(spec, status))
                .wanted(wanted)
                .connectionSince(Instant.EPOCH)
                .limits(limits)
                .formerInstallations(Set.of())
                .deletedAt(Optional.ofNullable(metadata.getDeletionTimestamp()).map(Instant::parse))
                .secrets(secrets(spec, status))
                .obstructed(Map.of())
                .connectionClientIds(connectionClientIds)
                .build();
    }

    private Map<String, SecretView> secrets(EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var current = status.current();
        return current == null ? Map.of() : Map.of(current.secretName(), secret(spec, current));
    }

    private SecretView secret(EffectiveSpec spec, CurrentToken current) {
        boolean rendered = live.map(CredentialReader::spec)
                .filter(before -> !SecretPreview.isSame(before, spec, current))
                .isEmpty();
        return new SecretView.Ours(UNKNOWN, UNKNOWN, current, true, rendered);
    }

    private static WorkloadState workloads(EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var usage = status.retiring().stream()
                .filter(token -> token.blockedByCount() != null)
                .collect(Collectors.toMap(RetiringToken::tokenId, LocalObservation::usage, (one, same) -> one));
        return new WorkloadState(rollouts(spec, status), usage, Optional.empty(), List.of());
    }

    private static SecretUsage usage(RetiringToken token) {
        return new SecretUsage(token.blockedBy(), Objects.requireNonNullElse(token.blockedByCount(), 0));
    }

    /** A condition tells of a stuck rollout; all others count as complete. */
    private static Map<RolloutRestartTarget, Rollout> rollouts(
            EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var rollouts = new HashMap<RolloutRestartTarget, Rollout>();
        var targets = spec.rolloutRestartTargets();
        targets.forEach(target -> rollouts.put(target, new Rollout.Complete()));
        CredentialReader.condition(status, "RolloutFailed")
                .filter(stuck -> !targets.isEmpty())
                .ifPresent(stuck -> rollouts.put(targets.get(0), new Rollout.Stuck(stuck.message())));
        return rollouts;
    }
}
