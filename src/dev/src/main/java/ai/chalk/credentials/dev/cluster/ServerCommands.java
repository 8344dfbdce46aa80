// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line of each server. All servers listen only on loopback. What a single machine does not need is off:
 * leases, durable writes, and limits that protect a server from its clients, which would distort measurements of the
 * operator.
 */
record ServerCommands(ClusterBinaries binaries, ClusterFolder folder, Ports ports) {

    /** The ports on which the servers listen. */
    record Ports(int etcd, int etcdPeers, int apiServer) {}

    List<String> etcd() {
        var clients = "http://127.0.0.1:" + ports.etcd();
        var peers = "http://127.0.0.1:" + ports.etcdPeers();
        return List.of(
                binaries.etcd().toString(),
                "--data-dir=" + folder.etcdData(),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers,
                "--unsafe-no-fsync");
    }

    List<String> apiServer(@Nullable Path auditLog) {
        var command = new ArrayList<>(List.of(
                binaries.apiServer().toString(),
                "--etcd-servers=http://127.0.0.1:" + ports.etcd(),
                "--bind-address=127.0.0.1",
                "--secure-port=" + ports.apiServer(),
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none", // A loopback address is not a valid endpoint.
                "--cert-dir=" + folder.certificates(),
                "--token-auth-file=" + folder.tokens(),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.signingKey(),
                "--service-account-signing-key-file=" + folder.signingKey(),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--allow-privileged=true",
                "--max-requests-inflight=4000",
                "--max-mutating-requests-inflight=2000"));
        if (auditLog != null) {
            command.add("--audit-policy-file=" + folder.auditPolicy());
            command.add("--audit-log-path=" + auditLog.toAbsolutePath());
        }
        return command;
    }

    /** With the usual limit of 20 requests per second, collecting 1,000 Secrets would take a minute. */
    List<String> controllerManager(Path program) {
        return List.of(
                program.toString(),
                "--kubeconfig=" + folder.kubeconfig("admin"),
                "--service-account-private-key-file=" + folder.signingKey(),
                "--root-ca-file=" + folder.serverCertificate(),
                "--use-service-account-credentials",
                "--leader-elect=false",
                "--bind-address=127.0.0.1",
                "--secure-port=0",
                "--kube-api-qps=1000",
                "--kube-api-burst=2000");
    }

    List<String> scheduler(Path program) {
        return List.of(
                program.toString(),
                "--kubeconfig=" + folder.kubeconfig("admin"),
                "--leader-elect=false",
                "--bind-address=127.0.0.1",
                "--secure-port=0");
    }

    List<String> hollowNode(Path program) {
        return List.of(
                program.toString(),
                "--kubeconfig=" + folder.kubeconfig("admin"),
                "--name=" + EmbeddedCluster.NODE,
                "--root-dir=" + folder.node());
    }
}
