// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.common.WithBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workloads that use this credential. Read only while a predecessor is alive or a restart is pending; otherwise empty.
 *
 * @param rollouts of the restart targets in the spec
 * @param usage of predecessors whose overlap is over, by token id; a missing one was not read
 * @param blind why pods could not be listed although that matters now
 * @param companions other credentials that share a restart target
 */
@WithBuilder
public record WorkloadState(
        Map<RolloutRestartTarget, Rollout> rollouts,
        Map<String, SecretUsage> usage,
        Optional<String> blind,
        List<SharedTargetPeer> companions)
        implements WorkloadStateBuilder.With {

    /** Not read. */
    public static final WorkloadState UNSEEN = new WorkloadState(Map.of(), Map.of(), Optional.empty(), List.of());

    public WorkloadState {
        rollouts = Map.copyOf(rollouts);
        usage = Map.copyOf(usage);
        companions = List.copyOf(companions);
    }

    /** The containers that hold the value of that token; empty if they were not read. */
    public Optional<SecretUsage> usage(String tokenId) {
        return Optional.ofNullable(usage.get(tokenId));
    }
}
