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
 * The real Helm, as one user of a cluster, or of none. What the user of this machine has configured for it is not looked at.
 *
 * @param home where it keeps what it remembers
 * @param kubeconfig of the cluster; an empty file where there is none
 */
public record HelmProgram(Path program, Path home, Path kubeconfig) {

    /** For what needs no cluster: to render and to lint. */
    public static HelmProgram withoutCluster() {
        return Holder.WITHOUT_CLUSTER;
    }

    /** The same as the administrator of a cluster. */
    public static HelmProgram in(EmbeddedCluster cluster) {
        return new HelmProgram(withoutCluster().program(), withoutCluster().home(), cluster.kubeconfig());
    }

    /** The same user with Helm 3. */
    public HelmProgram former() {
        return new HelmProgram(TestPrograms.obtain().formerHelm(), home, kubeconfig);
    }

    /**
     * Runs it and returns what it prints.
     *
     * @throws ClusterUnavailableException when it fails, with what it says about that
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

    /** The same, with arguments that were collected. */
    public String run(List<String> arguments) {
        return run(arguments.toArray(String[]::new));
    }

    private static HelmProgram find() {
        try {
            var home = Files.createTempDirectory("chalk-helm");
            var nobody = Files.createFile(home.resolve("no-cluster"));
            return new HelmProgram(TestPrograms.obtain().helm(), home, nobody);
        } catch (IOException e) {
            throw new UncheckedIOException("Helm's home cannot be made", e);
        }
    }

    /** Looked for once in a JVM. */
    private static final class Holder {
        private static final HelmProgram WITHOUT_CLUSTER = find();
    }
}
