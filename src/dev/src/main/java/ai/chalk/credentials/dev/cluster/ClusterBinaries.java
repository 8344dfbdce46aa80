// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder with the programs of one Kubernetes version. It always contains etcd, the API server and kubectl; without
 * the other programs, a cluster has no garbage collection, no Deployments or no node. The version is pinned here, so
 * that every machine tests with the same one.
 *
 * @param folder the folder of the programs, which have the names that Kubernetes gives them
 */
public record ClusterBinaries(Path folder) {
    /** The only version that is built, downloaded and tested; {@code src/dev/cluster/go.mod} has the same one. */
    public static final String KUBERNETES_VERSION = "1.34.3";

    /** The etcd version that belongs to this Kubernetes release. */
    static final String ETCD_VERSION = "3.6.4";

    /** Refuses a folder without the programs that every cluster needs. */
    public ClusterBinaries {
        for (var program : new String[] {"etcd", "kube-apiserver", "kubectl"}) {
            if (!Files.isExecutable(folder.resolve(program))) {
                throw new ClusterUnavailableException("There is no program '" + program + "' in " + folder
                        + ": put etcd, kube-apiserver and kubectl there, or name another folder in KUBEBUILDER_ASSETS,"
                        + " or unset it to have them built.");
            }
        }
    }

    /**
     * Finds the programs on this machine, or builds or downloads them, which takes minutes the first time.
     *
     * @param progress receives lines about steps that take long
     * @throws ClusterUnavailableException if none of these is possible; the message says what to install or to set
     */
    public static ClusterBinaries find(WithoutGo withoutGo, Consumer<String> progress) {
        return new BinariesSearch(HostMachine.current(), DownloadSites.OFFICIAL, progress).find(withoutGo);
    }

    public Path etcd() {
        return folder.resolve("etcd");
    }

    public Path apiServer() {
        return folder.resolve("kube-apiserver");
    }

    public Path kubectl() {
        return folder.resolve("kubectl");
    }

    /** Without it, owner references are not collected, namespaces are not deleted, and Deployments create no Pods. */
    public Optional<Path> controllerManager() {
        return optional("kube-controller-manager");
    }

    public Optional<Path> scheduler() {
        return optional("kube-scheduler");
    }

    /** Only a build on Linux has it. */
    public Optional<Path> hollowNode() {
        return optional("hollow-node");
    }

    /** The load generator with which the operator's throughput is compared. Only a build has it. */
    public Optional<Path> benchWrites() {
        return optional("bench-writes");
    }

    private Optional<Path> optional(String program) {
        return Optional.of(folder.resolve(program)).filter(Files::isExecutable);
    }
}
