// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;

/** Workloads, as people name them. */
final class Workload {

    private Workload() {}

    /** Such as {@code Deployment scorer}. */
    static String name(RolloutRestartTarget target) {
        var kind =
                switch (target.kind()) {
                    case DEPLOYMENT -> "Deployment";
                    case STATEFUL_SET -> "StatefulSet";
                    case DAEMON_SET -> "DaemonSet";
                    case UNKNOWN -> "workload";
                };
        return kind + " " + target.name();
    }
}
