// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of a start that fails. {@link EmbeddedClusterTest} shows a start that succeeds. */
class ClusterStartTest {
    private static final String RUNS = "#!/bin/sh\necho still starting; exec sleep 60\n";

    @Test
    void showsTheLogOfAServerThatEnded(@TempDir Path folder) throws IOException {
        var binaries = binaries(folder, "#!/bin/sh\necho 'bind: address already in use'; exit 3\n", RUNS);

        assertThatThrownBy(() -> EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("etcd exited with 3")
                .hasMessageContaining("bind: address already in use");
    }

    @Test
    void showsTheLogOfAServerThatIsNotReadyInTime(@TempDir Path folder) throws IOException {
        var binaries = binaries(folder, RUNS, RUNS);
        var options =
                ClusterOptions.DEFAULT.withStartLimit(Duration.ofSeconds(1)).withWorkFolder(folder.resolve("work"));

        assertThatThrownBy(() -> EmbeddedCluster.start(binaries, options))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("kube-apiserver is running, but after 1 s, its readiness is still missing")
                .hasMessageContaining("still starting");
        assertThat(ProcessHandle.current().children().filter(child -> isFrom(folder, child)))
                .isEmpty();
        assertThat(folder.resolve("work/logs/etcd.log")).hasContent("still starting");
    }

    /** The other child processes of this JVM are the cluster that the tests share. */
    private static boolean isFrom(Path folder, ProcessHandle child) {
        var arguments = child.info().arguments().map(List::of).orElse(List.of());
        return child.isAlive() && arguments.stream().anyMatch(argument -> argument.startsWith(folder.toString()));
    }

    private static ClusterBinaries binaries(Path folder, String etcd, String apiServer) throws IOException {
        FakeMachine.program(folder.resolve("bin/etcd"), etcd);
        FakeMachine.program(folder.resolve("bin/kube-apiserver"), apiServer);
        FakeMachine.program(folder.resolve("bin/kubectl"), RUNS);
        return new ClusterBinaries(folder.resolve("bin"));
    }
}
