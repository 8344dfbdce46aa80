// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The programs of other projects with which the chart, the alert rules and the GitOps files are tested, in the versions
 * of {@code src/dev/tools/go.mod}. They are built once and kept in the user's cache, like the cluster.
 *
 * @param folder the folder of the programs
 */
public record TestPrograms(Path folder) {

    private static final String SOURCE = "src/dev/tools";
    private static final List<String> PACKAGES = List.of(
            "helm.sh/helm/v4/cmd/helm", "github.com/prometheus/prometheus/cmd/promtool", "./gitops", "./dashboard");

    /** Has the same name as its successor, so it is built separately. */
    private static final String FORMER_HELM = "helm.sh/helm/v3/cmd/helm";

    private static final List<String> SMALLER = List.of("-ldflags", "-s -w", "-o");

    /** Finds the programs, or builds them, which takes minutes the first time and is reported on standard error. */
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

    /** The previous major version, which is still in use. */
    public Path formerHelm() {
        return folder.resolve("helm3");
    }

    /** A strict parser of Grafana dashboards. */
    public Path dashboard() {
        return folder.resolve("dashboard");
    }

    /** Prometheus's own checker of rules. */
    public Path promtool() {
        return folder.resolve("promtool");
    }

    /** Evaluates an object with kstatus and with Argo CD's Lua scripts; see {@code src/dev/tools/gitops}. */
    public Path gitops() {
        return folder.resolve("gitops");
    }
}
