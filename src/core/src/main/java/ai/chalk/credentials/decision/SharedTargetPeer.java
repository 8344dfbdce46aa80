// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import java.util.Set;

/**
 * Another credential of the same namespace that restarts some of the same workloads.
 *
 * @param revision its current revision
 * @param issuing whether it is about to publish another
 * @param targets the workloads that it restarts after a rotation
 * @param pendingRestarts those that it still has to restart
 */
public record SharedTargetPeer(
        String name,
        long revision,
        boolean issuing,
        Set<RolloutRestartTarget> targets,
        Set<RolloutRestartTarget> pendingRestarts) {

    public SharedTargetPeer {
        targets = Set.copyOf(targets);
        pendingRestarts = Set.copyOf(pendingRestarts);
    }
}
