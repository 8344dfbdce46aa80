// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.time.Duration;

/**
 * Starts the scheduler and the one node of a cluster that is running, at most once. A cluster without them needs only the programs
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
     * @throws ClusterUnavailableException when the programs are not there, or do not start
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
        return new ClusterUnavailableException(
                "A node was asked for, but " + program + " is not in " + binaries.folder()
                        + ": it is only in what is built from src/dev/cluster, on Linux. Unset KUBEBUILDER_ASSETS if it is set, and"
                        + " put Go on the PATH.");
    }
}
