// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.time.Duration;

/**
 * Starts the scheduler and the only node of a running cluster, at most once. A cluster without them needs only programs
 * that are published for every system.
 */
final class NodeStart {
    private final ClusterBinaries binaries;
    private final Duration limit;
    private final ClusterProcesses processes;
    private final ServerCommands commands;
    private final ApiServerProbe probe;
    private boolean started;

    NodeStart(
            ClusterBinaries binaries,
            Duration limit,
            ClusterProcesses processes,
            ServerCommands commands,
            ApiServerProbe probe) {
        this.binaries = binaries;
        this.limit = limit;
        this.processes = processes;
        this.commands = commands;
        this.probe = probe;
    }

    /**
     * Returns when the node is ready.
     *
     * @throws ClusterUnavailableException if the programs are missing or do not start
     */
    synchronized void run() throws IOException {
        if (started) {
            return;
        }
        var scheduler = binaries.scheduler().orElseThrow(() -> missing("kube-scheduler"));
        var node = binaries.hollowNode().orElseThrow(() -> missing("hollow-node"));
        processes.start(commands.scheduler(scheduler));
        processes.start(commands.hollowNode(node));
        processes.await(
                "a ready node",
                limit,
                () -> probe.sees("/api/v1/nodes/" + EmbeddedCluster.NODE, "kubelet is posting ready status"));
        started = true;
    }

    private ClusterUnavailableException missing(String program) {
        return new ClusterUnavailableException("A node is required, but " + program + " is not in " + binaries.folder()
                + ": only a build from src/dev/cluster on Linux has it. Unset KUBEBUILDER_ASSETS if it is set, and"
                + " put Go on the PATH.");
    }
}
