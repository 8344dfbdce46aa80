// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.api.v1alpha1.RotationStatus;
import ai.chalk.credentials.api.v1alpha1.WorkloadKind;
import ai.chalk.credentials.decision.CredentialId;
import ai.chalk.credentials.decision.EffectiveSpec;
import ai.chalk.credentials.decision.PredecessorUsageCheck;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.decision.SecretUsage;
import ai.chalk.credentials.decision.SharedTargetPeer;
import ai.chalk.credentials.decision.WorkloadState;
import ai.chalk.credentials.kubernetes.PodUsage;
import ai.chalk.credentials.kubernetes.WriteResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the rollouts and pods that use a credential, and only while a restart or a revocation is pending: otherwise it
 * makes no call.
 */
record WorkloadReader(CredentialStore store, EffectiveSpec spec, ChalkServiceCredentialStatus status, Instant now) {

    WorkloadState look() {
        var restarts = pendingRestarts(status);
        var retiring = status.retiring();
        if (restarts.isEmpty() && retiring.isEmpty()) {
            return WorkloadState.UNSEEN;
        }
        var rollouts = rollouts();
        var companions = restarts.isEmpty() ? List.<SharedTargetPeer>of() : companions();
        try {
            var usage = rollouts.values().stream().allMatch(Rollout::isOver)
                    ? usage(retiring)
                    : Map.<String, SecretUsage>of();
            return new WorkloadState(rollouts, usage, Optional.empty(), companions);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return new WorkloadState(rollouts, Map.of(), Optional.of(WriteResult.describe(e)), companions);
        }
    }

    private Map<RolloutRestartTarget, Rollout> rollouts() {
        var rollouts = new HashMap<RolloutRestartTarget, Rollout>();
        for (var target : targets(spec)) {
            rollouts.put(target, store.rollout(spec.id().namespace(), target));
        }
        return rollouts;
    }

    /** Lists pods only once a revocation waits for nothing else: its overlap is over and all rollouts are complete. */
    private Map<String, SecretUsage> usage(List<RetiringToken> retiring) {
        var waiting = retiring.stream()
                .filter(token -> PredecessorUsageCheck.matters(spec, token, now))
                .toList();
        var users = new ArrayList<Users>();
        waiting.forEach(token ->
                users.add(new Users(token, PredecessorUsageCheck.heldUntil(status, token), new ArrayList<>())));
        if (!users.isEmpty()) {
            store.eachPod(spec.id().namespace(), pod -> users.forEach(each -> each.look(pod)));
        }
        return users.stream()
                .collect(Collectors.toMap(each -> each.token().tokenId(), Users::usage, (one, same) -> one));
    }

    private record Users(RetiringToken token, Instant heldUntil, List<BlockingPod> containers) {

        void look(Pod pod) {
            PodUsage.of(pod, token.secretName(), heldUntil).forEach(containers::add);
        }

        SecretUsage usage() {
            return new SecretUsage(containers.stream().limit(SecretUsage.NAMED).toList(), containers.size());
        }
    }

    private List<SharedTargetPeer> companions() {
        var ours = Set.copyOf(targets(spec));
        return store.cachedCredentials(spec.id().namespace()).stream()
                .filter(other -> !other.getMetadata().getName().equals(spec.id().name()))
                .filter(other -> other.getStatus() != null)
                .map(this::companion)
                .filter(other -> other.targets().stream().anyMatch(ours::contains))
                .toList();
    }

    private SharedTargetPeer companion(ChalkServiceCredential other) {
        var metadata = other.getMetadata();
        var effective = new EffectiveSpec(
                new CredentialId(metadata.getNamespace(), metadata.getName(), metadata.getUid()), other.getSpec());
        var state = other.getStatus();
        var current = Optional.ofNullable(state.current());
        boolean due = current.flatMap(token -> effective.dueAt(token, state.rotation(), now))
                .filter(at -> !now.isBefore(at))
                .isPresent();
        return new SharedTargetPeer(
                metadata.getName(),
                current.map(token -> token.revision()).orElse(0L),
                state.pending() != null || due,
                new HashSet<>(targets(effective)),
                new HashSet<>(pendingRestarts(state)));
    }

    private static List<RolloutRestartTarget> targets(EffectiveSpec spec) {
        return spec.rolloutRestartTargets().stream()
                .filter(target -> target.kind() != WorkloadKind.UNKNOWN)
                .distinct()
                .toList();
    }

    private static List<RolloutRestartTarget> pendingRestarts(ChalkServiceCredentialStatus status) {
        return Optional.ofNullable(status.rotation())
                .map(RotationStatus::pendingRestarts)
                .orElse(List.of());
    }
}
