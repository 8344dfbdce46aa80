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
 * A real Kubernetes cluster that lives as long as this object; nothing about its API is simulated. Authorization is
 * RBAC, service accounts have tokens, and owner references are collected (for a kind that is new to the cluster only
 * after up to 30 s, because the garbage collector discovers new kinds that often). With a node, Deployments roll out
 * and Secrets are mounted.
 *
 * <p>It is only for tests and trials: etcd does not sync to disk, and anyone who can read the work folder controls the
 * cluster.
 */
public final class EmbeddedCluster implements AutoCloseable {
    /** The name of the only node. */
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
     * @throws ClusterUnavailableException if a server does not start, with the end of its log
     */
    public static EmbeddedCluster start(ClusterBinaries binaries, ClusterOptions options) {
        try {
            var folder = ClusterFolder.create(options.workFolder());
            return start(binaries, options, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the files of the cluster", e);
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
     * Adds the scheduler and the node, if they do not run yet, and returns when the node is ready.
     *
     * @throws ClusterUnavailableException if the programs are missing or do not start
     */
    public void startNode() {
        try {
            node.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the node", e);
        }
    }

    /** The URL of the API server. */
    public URI server() {
        return server;
    }

    /** The pid of the API server, for measuring its resource usage. */
    public long apiServerPid() {
        return processes.pid(binaries.apiServer().getFileName().toString());
    }

    /** The kubeconfig of the cluster's administrator. */
    public Path kubeconfig() {
        return folder.kubeconfig("admin");
    }

    /** A kubeconfig with the identity of this service account, which must exist. The token is valid for a day. */
    public Path kubeconfigFor(String namespace, String serviceAccount) {
        var token = kubectl("create", "token", serviceAccount, "--namespace=" + namespace, "--duration=24h");
        var file = folder.kubeconfig(namespace + "." + serviceAccount);
        try {
            AccessFiles.writeKubeconfig(file, server.toString(), folder.serverCertificate(), token.strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the kubeconfig", e);
        }
        return file;
    }

    public Path kubectlPath() {
        return binaries.kubectl();
    }

    /**
     * Runs kubectl as administrator and returns its output.
     *
     * @throws ClusterUnavailableException if kubectl fails, with its error output
     */
    public String kubectl(String... args) {
        return kubectlAs(kubeconfig(), args);
    }

    /** Like {@link #kubectl}, with another kubeconfig. */
    public String kubectlAs(Path kubeconfig, String... args) {
        return new Kubectl(binaries.kubectl(), kubeconfig, folder.kubectlCache()).run(List.of(args));
    }

    /** Applies a manifest as administrator and returns kubectl's output. */
    public String apply(String manifest) {
        try {
            var file = Files.createTempFile(folder.root(), "apply-", ".yaml");
            Files.writeString(file, manifest);
            var printed = kubectl("apply", "--server-side", "--filename=" + file);
            Files.delete(file);
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the manifest", e);
        }
    }

    /**
     * The folder in which the node mounts a volume of type secret: one file per key, as the container sees it. It
     * exists when the Pod runs; a changed Secret arrives a few seconds later.
     */
    public Path secretVolume(String podUid, String volumeName) {
        return folder.node()
                .resolve("pods")
                .resolve(podUid)
                .resolve("volumes/kubernetes.io~secret")
                .resolve(volumeName);
    }

    /** The folder with the logs, each named after its server. */
    public Path logs() {
        return folder.logs();
    }

    /** Ends the servers, and deletes the work folder if it is a temporary one. */
    @Override
    public void close() {
        processes.kill();
    }
}
