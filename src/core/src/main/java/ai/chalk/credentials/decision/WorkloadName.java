// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;

/** The names of restart targets in messages. */
public final class WorkloadName {

    private WorkloadName() {}

    /** Such as {@code Deployment scorer}. */
    public static String of(RolloutRestartTarget target) {
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
