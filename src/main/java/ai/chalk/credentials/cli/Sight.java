// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.api.v1alpha1.RetiringToken;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.credential.decision.EffectiveSpec;
import ai.chalk.credentials.credential.decision.InChalk;
import ai.chalk.credentials.credential.decision.Limits;
import ai.chalk.credentials.credential.decision.Lists;
import ai.chalk.credentials.credential.decision.Observation;
import ai.chalk.credentials.credential.decision.Requests;
import ai.chalk.credentials.credential.decision.Rollout;
import ai.chalk.credentials.credential.decision.SecretView;
import ai.chalk.credentials.credential.decision.Usage;
import ai.chalk.credentials.credential.decision.Wanted;
import ai.chalk.credentials.credential.decision.Workloads;
import ai.chalk.credentials.kubernetes.Names;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the operator would observe, as far as that can be told without a Secret, a pod or Chalk: what it last wrote into the
 * status is taken for true.
 *
 * @param live as it is in the cluster; empty where it is to be created
 * @param wanted what the connection lets it have
 * @param connectionClientIds who the operator is in Chalk
 */
record Sight(
        Optional<ChalkServiceCredential> live,
        Wanted wanted,
        Set<String> connectionClientIds,
        Limits limits,
        Instant now) {

    private static final String UNKNOWN = "unknown";

    /** The credential, as it is or as an edit would make it. */
    Observation of(ChalkServiceCredential credential) {
        var metadata = credential.getMetadata();
        var spec = CredentialReading.spec(credential);
        var status = live.map(CredentialReading::status).orElse(Observation.NEVER_SEEN);
        return new Observation(
                now,
                true,
                UNKNOWN,
                Set.of(),
                spec.id(),
                Objects.requireNonNullElse(metadata.getGeneration(), 1L),
                Optional.ofNullable(metadata.getDeletionTimestamp()).map(Instant::parse),
                true,
                false,
                credential.getSpec(),
                status,
                requests(credential),
                secrets(spec, status),
                new InChalk.Unknown(),
                workloads(spec, status),
                wanted,
                Map.of(),
                Instant.EPOCH,
                connectionClientIds,
                limits);
    }

    private static Requests requests(ChalkServiceCredential credential) {
        var annotations =
                Objects.requireNonNullElse(credential.getMetadata().getAnnotations(), Map.<String, String>of());
        return Requests.of(
                credential.getSpec().rotation(),
                annotations.get(Names.ROTATE_ANNOTATION),
                annotations.get(Names.REVOKE_ANNOTATION));
    }

    private Map<String, SecretView> secrets(EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var current = status.current();
        return current == null ? Map.of() : Map.of(current.secretName(), secret(spec, current));
    }

    private SecretView secret(EffectiveSpec spec, CurrentToken current) {
        boolean rendered = live.map(CredentialReading::spec)
                .filter(before -> !SecretPreview.isSame(before, spec, current))
                .isEmpty();
        return new SecretView.Ours(UNKNOWN, UNKNOWN, current, true, rendered);
    }

    private static Workloads workloads(EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var usage = Lists.of(status.retiring()).stream()
                .filter(token -> token.blockedByCount() != null)
                .collect(Collectors.toMap(RetiringToken::tokenId, Sight::usage, (one, same) -> one));
        return new Workloads(rollouts(spec, status), usage, Optional.empty(), List.of());
    }

    private static Usage usage(RetiringToken token) {
        return new Usage(Lists.of(token.blockedBy()), Objects.requireNonNullElse(token.blockedByCount(), 0));
    }

    /** One that is stuck is known by a condition; of the others nothing is waited for. */
    private static Map<RolloutRestartTarget, Rollout> rollouts(
            EffectiveSpec spec, ChalkServiceCredentialStatus status) {
        var rollouts = new HashMap<RolloutRestartTarget, Rollout>();
        var targets = Lists.of(spec.spec().rolloutRestartTargets());
        targets.forEach(target -> rollouts.put(target, new Rollout.Complete()));
        CredentialReading.condition(status, "RolloutFailed")
                .filter(stuck -> !targets.isEmpty())
                .ifPresent(stuck -> rollouts.put(targets.get(0), new Rollout.Stuck(stuck.message())));
        return rollouts;
    }
}
