// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static ai.chalk.credentials.dev.cluster.ClusterBinaries.KUBERNETES_VERSION;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for the cluster's programs in this order: the folder that the user named, the cache, a build, a download. A
 * folder that the user named is used even if it is wrong: an error is better than silently using another version.
 */
final class BinariesSearch {
    private static final String SOURCE = "src/dev/cluster";

    private final HostMachine machine;
    private final DownloadSites sites;
    private final BinariesCache cache;
    private final Consumer<String> progress;

    BinariesSearch(HostMachine machine, DownloadSites sites, Consumer<String> progress) {
        this.machine = machine;
        this.sites = sites;
        this.progress = progress;
        this.cache = new BinariesCache(machine.cacheFolder(), progress);
    }

    ClusterBinaries find(WithoutGo withoutGo) {
        if (machine.os().equals("windows")) {
            throw new ClusterUnavailableException("Kubernetes has no API server for Windows: run this in WSL.");
        }
        return named().or(this::builtBefore)
                .or(() -> downloadedBefore(withoutGo))
                .or(this::built)
                .orElseGet(() -> fetched(withoutGo));
    }

    private Optional<ClusterBinaries> named() {
        return machine.variable("KUBEBUILDER_ASSETS").map(folder -> new ClusterBinaries(Path.of(folder)));
    }

    private Optional<ClusterBinaries> builtBefore() {
        return source().flatMap(source -> cache.find(buildName(source))).map(ClusterBinaries::new);
    }

    private Optional<ClusterBinaries> downloadedBefore(WithoutGo withoutGo) {
        return withoutGo == WithoutGo.DOWNLOAD_BINARIES
                ? cache.find(downloadName()).map(ClusterBinaries::new)
                : Optional.empty();
    }

    private Optional<ClusterBinaries> built() {
        return source().flatMap(source -> GoToolchain.installedOn(machine).map(go -> build(source, go)));
    }

    private ClusterBinaries fetched(WithoutGo withoutGo) {
        if (withoutGo == WithoutGo.DOWNLOAD_BINARIES && machine.isLinux()) {
            var official = new OfficialBinaries(machine, new Download(machine, sites, cache));
            return new ClusterBinaries(cache.obtain(downloadName(), official::into));
        }
        var source = source().orElseThrow(() -> new ClusterUnavailableException(SOURCE + " is not in or above "
                + machine.workingFolder() + ": start this in the repository, or set KUBEBUILDER_ASSETS to a folder with"
                + " etcd, kube-apiserver and kubectl."));
        return build(source, GoToolchain.fetched(machine, sites, cache));
    }

    private ClusterBinaries build(GoSource source, GoToolchain go) {
        var build = new ClusterBuild(source, go, progress);
        return new ClusterBinaries(cache.obtain(buildName(source), folder -> build.into(folder, machine)));
    }

    private Optional<GoSource> source() {
        return GoSource.around(machine.workingFolder(), SOURCE);
    }

    private String buildName(GoSource source) {
        return platformName() + "-" + source.hash();
    }

    private String downloadName() {
        return platformName() + "-official";
    }

    private String platformName() {
        return "kubernetes-%s-%s-%s".formatted(KUBERNETES_VERSION, machine.os(), machine.arch());
    }
}
