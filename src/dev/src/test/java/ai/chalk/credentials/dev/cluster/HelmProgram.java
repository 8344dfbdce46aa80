// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real Helm, as a user of a cluster or without one. Ignores the Helm configuration of this machine's user.
 *
 * @param home folder for Helm's caches and configuration
 * @param kubeconfig of the cluster; an empty file if there is none
 */
public record HelmProgram(Path program, Path home, Path kubeconfig) {

    /** For rendering and linting, which need no cluster. */
    public static HelmProgram withoutCluster() {
        return Holder.WITHOUT_CLUSTER;
    }

    /** As the administrator of a cluster. */
    public static HelmProgram in(EmbeddedCluster cluster) {
        return new HelmProgram(withoutCluster().program(), withoutCluster().home(), cluster.kubeconfig());
    }

    /** The same user with Helm 3. */
    public HelmProgram former() {
        return new HelmProgram(TestPrograms.obtain().formerHelm(), home, kubeconfig);
    }

    /**
     * Runs Helm and returns its output.
     *
     * @throws ClusterUnavailableException if Helm fails, with its error output
     */
    public String run(String... arguments) {
        var environment = Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "HELM_CACHE_HOME", home.resolve("cache").toString(),
                "HELM_CONFIG_HOME", home.resolve("config").toString(),
                "HELM_DATA_HOME", home.resolve("data").toString());
        var words = Stream.concat(Stream.of(program.toString()), Stream.of(arguments));
        return new ExternalCommand(words.toList(), environment).run();
    }

    public String run(List<String> arguments) {
        return run(arguments.toArray(String[]::new));
    }

    private static HelmProgram find() {
        try {
            var home = Files.createTempDirectory("chalk-helm");
            var nobody = Files.createFile(home.resolve("no-cluster"));
            return new HelmProgram(TestPrograms.obtain().helm(), home, nobody);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create Helm's home", e);
        }
    }

    /** Looks for the programs once per JVM. */
    private static final class Holder {
        private static final HelmProgram WITHOUT_CLUSTER = find();
    }
}
