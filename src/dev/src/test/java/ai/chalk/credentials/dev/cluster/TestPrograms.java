// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The programs that our chart, our rules and our GitOps files are tested with: the real ones of other projects, in the
 * versions of {@code src/dev/tools/go.mod}. Built once and kept in the user's cache, as the cluster is.
 *
 * @param folder where they are
 */
public record TestPrograms(Path folder) {

    private static final String SOURCE = "src/dev/tools";
    private static final List<String> PACKAGES = List.of(
            "helm.sh/helm/v4/cmd/helm", "github.com/prometheus/prometheus/cmd/promtool", "./gitops", "./dashboard");

    /** Has the name of its successor, so it is built by itself. */
    private static final String FORMER_HELM = "helm.sh/helm/v3/cmd/helm";

    private static final List<String> SMALLER = List.of("-ldflags", "-s -w", "-o");

    /** Finds them, or builds them, which takes minutes the first time and is told on the standard error. */
    public static TestPrograms obtain() {
        return obtain(HostMachine.current(), System.err::println);
    }

    private static TestPrograms obtain(HostMachine machine, Consumer<String> progress) {
        var source = GoSource.around(machine.workingFolder(), SOURCE).orElseThrow();
        var cache = new BinariesCache(machine.cacheFolder(), progress);
        var name = "tools-%s-%s-%s".formatted(machine.os(), machine.arch(), source.hash());
        return new TestPrograms(cache.obtain(name, folder -> build(source, machine, cache, folder)));
    }

    private static void build(GoSource source, HostMachine machine, BinariesCache cache, Path folder)
            throws IOException {
        var toolchain = GoToolchain.installedOn(machine)
                .orElseGet(() -> GoToolchain.fetched(machine, DownloadSites.OFFICIAL, cache));
        cache.progress()
                .accept("Building two versions of helm, and promtool, from " + source.folder()
                        + ", once: this takes about 5 minutes.");
        var build = new GoBuild(source, toolchain, cache.progress());
        build.run(arguments(folder + "/", PACKAGES));
        build.run(arguments(folder + "/helm3", List.of(FORMER_HELM)));
    }

    private static List<String> arguments(String where, List<String> packages) {
        var arguments = new ArrayList<>(SMALLER);
        arguments.add(where);
        arguments.addAll(packages);
        return arguments;
    }

    /** Helm, which renders and installs the chart. */
    public Path helm() {
        return folder.resolve("helm");
    }

    /** The major version before, which is still in use. */
    public Path formerHelm() {
        return folder.resolve("helm3");
    }

    /** A strict reader of Grafana dashboards. */
    public Path dashboard() {
        return folder.resolve("dashboard");
    }

    /** Prometheus's own checker of rules. */
    public Path promtool() {
        return folder.resolve("promtool");
    }

    /** What kstatus and the Lua of Argo CD make of an object; {@code src/dev/tools/gitops} says how to ask. */
    public Path gitops() {
        return folder.resolve("gitops");
    }
}
