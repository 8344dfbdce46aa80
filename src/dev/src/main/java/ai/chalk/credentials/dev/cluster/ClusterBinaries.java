// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder with the programs of one Kubernetes version. etcd, API server and kubectl are always in it; without the others
 * a cluster has no garbage collection, no Deployments or no node. Which version it is, is pinned here, so that every
 * machine tests against the same one.
 *
 * @param folder where the programs are, named as Kubernetes names them
 */
public record ClusterBinaries(Path folder) {
    /** The one version that is built, downloaded and tested with; {@code src/dev/cluster/go.mod} names the same. */
    public static final String KUBERNETES_VERSION = "1.34.3";

    /** The etcd that this Kubernetes version is released with. */
    static final String ETCD_VERSION = "3.6.4";

    /** Refuses a folder that lacks what no cluster can do without. */
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
     * Finds the programs on this machine, builds them or downloads them, which takes minutes the first time.
     *
     * @param progress is told, line by line, what takes long
     * @throws ClusterUnavailableException when there is no way; its message says what to install or to set
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

    /** Without it owner references are not collected, namespaces do not end and Deployments make no Pods. */
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

    /** The load generator that the operator's throughput is compared with; only a build has it. */
    public Optional<Path> benchWrites() {
        return optional("bench-writes");
    }

    private Optional<Path> optional(String program) {
        return Optional.of(folder.resolve(program)).filter(Files::isExecutable);
    }
}
