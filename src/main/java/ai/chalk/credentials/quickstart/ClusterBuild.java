// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import static ai.chalk.credentials.quickstart.ClusterBinaries.KUBERNETES_VERSION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Builds the cluster's one program from its Go sources, and gives it the names of all that it can be. */
record ClusterBuild(ClusterSource source, GoToolchain toolchain, Consumer<String> progress) {
    private static final String VERSION_VARIABLE = "k8s.io/component-base/version.";

    /** Fills a folder with the programs. */
    void into(Path folder, Machine machine) throws IOException {
        progress.accept("Building a Kubernetes " + KUBERNETES_VERSION + " cluster from " + source.folder()
                + ", once: this takes about 5 minutes, and 4 GB of disk in Go's own caches.");
        var program = folder.resolve("cluster");
        var build = new ProcessBuilder(command(program))
                .directory(source.folder().toFile())
                .redirectErrorStream(true);
        setEnvironment(build);
        BuildProgress.follow(build.start(), progress);
        for (var name : names(machine)) {
            Files.createSymbolicLink(folder.resolve(name), program.getFileName());
        }
    }

    private List<String> command(Path program) {
        var version = Runtime.Version.parse(KUBERNETES_VERSION); // the same three numbers
        var flags = Stream.of(
                        "gitVersion=v" + KUBERNETES_VERSION,
                        "gitMajor=" + version.feature(),
                        "gitMinor=" + version.interim())
                .map(value -> " -X " + VERSION_VARIABLE + value)
                .reduce("-s -w", String::concat);
        var go = toolchain.go().toString();
        return List.of(
                go, "build", "-v", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", program.toString(), ".");
    }

    /** What the user has set for building other things must not change what is built here. */
    private static void setEnvironment(ProcessBuilder build) {
        var environment = build.environment();
        Stream.of("GOROOT", "GOFLAGS", "GOOS", "GOARCH", "GOEXPERIMENT").forEach(environment::remove);
        environment.put("CGO_ENABLED", "0");
        environment.put("GOWORK", "off");
    }

    private static List<String> names(Machine machine) {
        var everywhere = Stream.of(
                "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "bench-writes");
        return Stream.concat(everywhere, machine.isLinux() ? Stream.of("hollow-node") : Stream.empty())
                .toList();
    }
}
