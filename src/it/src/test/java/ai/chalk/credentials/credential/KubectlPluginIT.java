// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.testing.ChildProcesses;
import ai.chalk.credentials.testing.SharedCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as a user installs it: unpacked, linked on the PATH, and run by the real kubectl. */
class KubectlPluginIT {

    private static final Path ARCHIVE = Path.of("src/cli/target/kubectl-chalk.tar.gz");

    private CredentialWorld world;

    private Path folder;

    @BeforeEach
    void install(@TempDir Path temporary) throws Exception {
        folder = temporary;
        // "doctor" looks at every connection of the cluster, so those that earlier tests left would fail it.
        var user = SharedCluster.get().client();
        user.resources(ClusterChalkConnection.class).delete();
        user.resources(ChalkConnection.class).inAnyNamespace().delete();
        world = CredentialWorld.start();
        var path = Files.createDirectory(folder.resolve("path"));
        var unpacked = new ProcessBuilder(
                        "tar", "-xzf", ARCHIVE.toAbsolutePath().toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(unpacked.waitFor()).isZero();
        Files.createSymbolicLink(path.resolve("kubectl-chalk"), folder.resolve("kubectl-chalk/kubectl-chalk"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** Runs kubectl, and returns what it printed, including errors. */
    private String kubectl(int expected, String... arguments) throws Exception {
        var kubectl = world.cluster.cluster().kubectlPath().toString();
        var printed = folder.resolve("printed");
        var words = Stream.concat(Stream.of(kubectl), Stream.of(arguments)).toList();
        var builder = ChildProcesses.builder(words)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .redirectInput(new File("/dev/null"));
        var environment = builder.environment();
        environment.put("PATH", folder.resolve("path") + File.pathSeparator + System.getenv("PATH"));
        environment.put("KUBECONFIG", world.cluster.cluster().kubeconfig().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("XDG_CACHE_HOME", folder.toString());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(() -> {
                    try {
                        return List.of(arguments) + ": " + Files.readString(printed);
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isEqualTo(expected);
        return Files.readString(printed);
    }

    @Test
    void worksAsAKubectlPlugin() throws Exception {
        world.applyCredential("scorer", "rotation: {interval: 30d, overlap: 1h}");
        world.ready("scorer", 1);
        var in = "--namespace=" + world.namespace;
        var edited = Files.writeString(
                folder.resolve("edited.yaml"),
                world.credential("scorer", "rotation: {interval: 30d, overlap: 1h}", "environment: staging"));

        assertThat(kubectl(0, "plugin", "list")).contains("kubectl-chalk");
        assertThat(kubectl(0, "chalk", "--help")).contains("status", "plan", "rotate", "revoke", "history", "doctor");
        assertThat(kubectl(0, "chalk", "status", "scorer", in))
                .startsWith(world.namespace + "/scorer  ✓ Ready (Issued)\n")
                .doesNotContain("WARN", "SLF4J");
        assertThat(kubectl(0, "chalk", "status", in)).contains("✓", "scorer", "fraud/production");
        assertThat(kubectl(0, "chalk", "plan", "scorer", in)).contains("nothing is due");
        assertThat(kubectl(0, "chalk", "plan", "-f", edited.toString(), in)).contains("rotates: Moved");
        assertThat(kubectl(0, "chalk", "rotate", "scorer", "--wait", in)).contains("is at revision 2");
        assertThat(kubectl(0, "chalk", "history", "scorer", "-o", "json", in)).contains("\"Requested\"");
        assertThat(kubectl(1, "chalk", "revoke", "scorer", in)).contains("nothing was requested");
        assertThat(kubectl(0, "chalk", "revoke", "scorer", "--yes", "--wait", in))
                .contains("is at revision 3");
        assertThat(kubectl(3, "chalk", "status", "unknown", in))
                .contains("error: there is no ChalkServiceCredential unknown");
        assertThat(kubectl(0, "chalk", "doctor", "--operator-namespace=" + world.ownNamespace, in))
                .contains("! operator's rights", "✓ connections");
        var secret = world.pair("scorer").clientSecret().reveal();
        assertThat(Files.readString(folder.resolve("printed"))).doesNotContain(secret);
    }
}
