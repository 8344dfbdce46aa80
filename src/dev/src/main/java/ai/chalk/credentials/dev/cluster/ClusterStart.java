// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;

/** Starts the servers of a cluster in order. Returns when each has done its first work. */
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

    /**
     * The running cluster, and the way to add a node to it.
     *
     * @param server the URL of the API server
     */
    record Started(URI server, NodeStart node) {}

    Started run() throws IOException {
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
        processes.await("its readiness", options.startLimit(), () -> probe.sees("/readyz", "ok"));
        AccessFiles.writeKubeconfig(folder.kubeconfig("admin"), server.toString(), folder.serverCertificate(), token);
        startControllers(commands, probe);
        var node = new NodeStart(binaries, options.startLimit(), processes, commands, probe);
        if (options.node()) {
            node.run();
        }
        return new Started(server, node);
    }

    private void startControllers(ServerCommands commands, ApiServerProbe probe) throws IOException {
        var program = binaries.controllerManager();
        if (program.isPresent()) {
            processes.start(commands.controllerManager(program.get()));
            processes.await(
                    "the first service account",
                    options.startLimit(),
                    () -> probe.sees("/api/v1/namespaces/default/serviceaccounts/default", "ServiceAccount"));
        }
    }
}
