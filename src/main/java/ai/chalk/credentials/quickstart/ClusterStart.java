// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;

/** Starts the servers of a cluster in their order, and returns when each has done its first work. */
final class ClusterStart {
    private static final String AUDIT_POLICY =
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
              - level: Metadata
            """;

    private final ClusterBinaries binaries;
    private final ClusterOptions options;
    private final ClusterFolder folder;
    private final ClusterProcesses processes;

    ClusterStart(ClusterBinaries binaries, ClusterOptions options, ClusterFolder folder, ClusterProcesses processes) {
        this.binaries = binaries;
        this.options = options;
        this.folder = folder;
        this.processes = processes;
    }

    /** Returns where the API server is. */
    URI run() throws IOException {
        var ports = FreePorts.find(3);
        var commands = new ServerCommands(
                binaries, folder, new ServerCommands.Ports(ports.get(0), ports.get(1), ports.get(2)));
        var server = URI.create("https://127.0.0.1:" + ports.get(2));
        AccessFiles.writeSigningKey(folder.signingKey());
        var token = AccessFiles.writeAdminToken(folder.tokens());
        Files.writeString(folder.auditPolicy(), AUDIT_POLICY);
        var probe = new ApiServerProbe(server, folder.serverCertificate(), token);

        processes.start(commands.etcd());
        processes.start(commands.apiServer(options.auditLog()));
        processes.await("ready", options.startLimit(), () -> probe.sees("/readyz", "ok"));
        AccessFiles.writeKubeconfig(folder.kubeconfig("admin"), server.toString(), folder.serverCertificate(), token);
        startControllers(commands, probe);
        if (options.node()) {
            startNode(commands, probe);
        }
        return server;
    }

    private void startControllers(ServerCommands commands, ApiServerProbe probe) throws IOException {
        var program = binaries.controllerManager();
        if (program.isPresent()) {
            processes.start(commands.controllerManager(program.get()));
            processes.await(
                    "done with the first service account",
                    options.startLimit(),
                    () -> probe.sees("/api/v1/namespaces/default/serviceaccounts/default", "ServiceAccount"));
        }
    }

    private void startNode(ServerCommands commands, ApiServerProbe probe) throws IOException {
        var scheduler = binaries.scheduler().orElseThrow(() -> missing("kube-scheduler"));
        var node = binaries.hollowNode().orElseThrow(() -> missing("hollow-node"));
        processes.start(commands.scheduler(scheduler));
        processes.start(commands.hollowNode(node));
        processes.await(
                "a ready node",
                options.startLimit(),
                () -> probe.sees("/api/v1/nodes/" + EmbeddedCluster.NODE, "kubelet is posting ready status"));
    }

    private ClusterUnavailableException missing(String program) {
        return new ClusterUnavailableException(
                "A node was asked for, but " + program + " is not in " + binaries.folder()
                        + ": it is only in what is built from src/cluster, on Linux. Unset KUBEBUILDER_ASSETS if it is set, and"
                        + " put Go on the PATH.");
    }
}
