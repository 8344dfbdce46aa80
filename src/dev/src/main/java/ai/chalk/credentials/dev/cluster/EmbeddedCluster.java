// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real Kubernetes cluster that lives as long as this object: nothing about the API is simulated. Authorization is RBAC,
 * service accounts have tokens, owner references are collected (a kind that is new to the cluster only after up to 30 s, as
 * the garbage collector looks for new kinds that often), and with a node Deployments roll out and Secrets are mounted.
 *
 * <p>It is for tests and trials only: etcd does not wait for the disk, and whoever can read the work folder owns the
 * cluster.
 */
public final class EmbeddedCluster implements AutoCloseable {
    /** The name of the one node, when there is one. */
    public static final String NODE = "node-1";

    private final ClusterBinaries binaries;
    private final ClusterFolder folder;
    private final ClusterProcesses processes;
    private final URI server;
    private final NodeStart node;

    private EmbeddedCluster(
            ClusterBinaries binaries, ClusterFolder folder, ClusterProcesses processes, ClusterStart.Started started) {
        this.binaries = binaries;
        this.folder = folder;
        this.processes = processes;
        this.server = started.server();
        this.node = started.node();
    }

    /**
     * Starts a cluster and returns when it is ready.
     *
     * @throws ClusterUnavailableException when a server does not start, with the end of its log
     */
    public static EmbeddedCluster start(ClusterBinaries binaries, ClusterOptions options) {
        try {
            var folder = ClusterFolder.create(options.workFolder());
            return start(binaries, options, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of the cluster cannot be written", e);
        }
    }

    private static EmbeddedCluster start(ClusterBinaries binaries, ClusterOptions options, ClusterFolder folder)
            throws IOException {
        var processes = new ClusterProcesses(folder);
        var complete = false;
        try {
            var started = new ClusterStart(binaries, options, folder, processes).run();
            complete = true;
            return new EmbeddedCluster(binaries, folder, processes, started);
        } finally {
            if (!complete) {
                processes.kill();
            }
        }
    }

    /**
     * Adds the scheduler and the node, if they are not there yet, and returns when the node is ready.
     *
     * @throws ClusterUnavailableException when they are not among the programs, or do not start
     */
    public void startNode() {
        try {
            node.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The node cannot be started", e);
        }
    }

    /** Where the API server is. */
    public URI server() {
        return server;
    }

    /** The process that is the API server, to measure what it uses. */
    public long apiServerPid() {
        return processes.pid(binaries.apiServer().getFileName().toString());
    }

    /** What makes kubectl, or any other client, the cluster's administrator. */
    public Path kubeconfig() {
        return folder.kubeconfig("admin");
    }

    /** What makes a client this service account, as a Pod would be; the account must be there. The token lasts a day. */
    public Path kubeconfigFor(String namespace, String serviceAccount) {
        var token = kubectl("create", "token", serviceAccount, "--namespace=" + namespace, "--duration=24h");
        var file = folder.kubeconfig(namespace + "." + serviceAccount);
        try {
            AccessFiles.writeKubeconfig(file, server.toString(), folder.serverCertificate(), token.strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig cannot be written", e);
        }
        return file;
    }

    public Path kubectlPath() {
        return binaries.kubectl();
    }

    /**
     * Runs kubectl as administrator and returns what it prints.
     *
     * @throws ClusterUnavailableException when it fails, with what it says about that
     */
    public String kubectl(String... args) {
        return kubectlAs(kubeconfig(), args);
    }

    /** As {@link #kubectl}, but as the user of another kubeconfig. */
    public String kubectlAs(Path kubeconfig, String... args) {
        return new Kubectl(binaries.kubectl(), kubeconfig, folder.kubectlCache()).run(List.of(args));
    }

    /** Applies a manifest as administrator and returns what kubectl prints. */
    public String apply(String manifest) {
        try {
            var file = Files.createTempFile(folder.root(), "apply-", ".yaml");
            Files.writeString(file, manifest);
            var printed = kubectl("apply", "--server-side", "--filename=" + file);
            Files.delete(file);
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest cannot be written", e);
        }
    }

    /**
     * Where the node mounts a volume of type secret: a file per key, as the container would see it. It is there as soon as
     * the Pod is running, and a changed Secret is in it a few seconds later.
     */
    public Path secretVolume(String podUid, String volumeName) {
        return folder.node()
                .resolve("pods")
                .resolve(podUid)
                .resolve("volumes/kubernetes.io~secret")
                .resolve(volumeName);
    }

    /** Where each server writes its log, named after it. */
    public Path logs() {
        return folder.logs();
    }

    /** Ends the servers, and deletes the work folder if it is a temporary one. */
    @Override
    public void close() {
        processes.kill();
    }
}
