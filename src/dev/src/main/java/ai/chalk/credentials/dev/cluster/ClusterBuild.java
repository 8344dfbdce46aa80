// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static ai.chalk.credentials.dev.cluster.ClusterBinaries.KUBERNETES_VERSION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds the cluster's only executable from its Go sources, and links it under the names of all programs that it
 * contains.
 */
record ClusterBuild(GoSource source, GoToolchain toolchain, Consumer<String> progress) {
    private static final String VERSION_VARIABLE = "k8s.io/component-base/version.";

    /** Fills a folder with the programs. */
    void into(Path folder, HostMachine machine) throws IOException {
        progress.accept("Building a Kubernetes " + KUBERNETES_VERSION + " cluster from " + source.folder()
                + ", once: this takes about 5 minutes, and 4 GB of disk in Go's own caches.");
        var program = folder.resolve("cluster");
        new GoBuild(source, toolchain, progress).run(List.of("-ldflags", flags(), "-o", program.toString(), "."));
        for (var name : names(machine)) {
            Files.createSymbolicLink(folder.resolve(name), program.getFileName());
        }
    }

    private static String flags() {
        var version = Runtime.Version.parse(KUBERNETES_VERSION); // a version of three numbers, which Java can parse
        return Stream.of(
                        "gitVersion=v" + KUBERNETES_VERSION,
                        "gitMajor=" + version.feature(),
                        "gitMinor=" + version.interim())
                .map(value -> " -X " + VERSION_VARIABLE + value)
                .reduce("-s -w", String::concat);
    }

    private static List<String> names(HostMachine machine) {
        var everywhere = Stream.of(
                "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "bench-writes");
        return Stream.concat(everywhere, machine.isLinux() ? Stream.of("hollow-node") : Stream.empty())
                .toList();
    }
}
