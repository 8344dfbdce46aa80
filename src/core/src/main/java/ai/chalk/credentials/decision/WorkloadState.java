// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.common.WithBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs on this credential. Looked at only while a predecessor is alive or a restart is to be made; otherwise empty.
 *
 * @param rollouts of the spec's restart targets
 * @param usage of predecessors whose overlap is over, by token id; one that is missing was not looked at
 * @param blind why pods could not be looked at, though that matters now
 * @param companions other credentials with a restart target in common
 */
@WithBuilder
public record WorkloadState(
        Map<RolloutRestartTarget, Rollout> rollouts,
        Map<String, SecretUsage> usage,
        Optional<String> blind,
        List<SharedTargetPeer> companions)
        implements WorkloadStateBuilder.With {

    /** Not looked at. */
    public static final WorkloadState UNSEEN = new WorkloadState(Map.of(), Map.of(), Optional.empty(), List.of());

    public WorkloadState {
        rollouts = Map.copyOf(rollouts);
        usage = Map.copyOf(usage);
        companions = List.copyOf(companions);
    }

    /** Who uses the value of that token; empty where nobody looked. */
    public Optional<SecretUsage> usage(String tokenId) {
        return Optional.ofNullable(usage.get(tokenId));
    }
}
