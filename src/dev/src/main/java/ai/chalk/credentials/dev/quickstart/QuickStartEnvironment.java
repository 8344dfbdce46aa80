// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Everything that a quick start runs: a cluster, a simulated Chalk, and the operator. */
public final class QuickStartEnvironment implements AutoCloseable {

    static final Path EXAMPLES = Path.of("examples/quickstart");

    private static final int PORT = 8088;
    private static final String EXAMPLE_SERVER = "http://127.0.0.1:" + PORT;

    private final EmbeddedCluster cluster;
    private final SimulatedChalk chalk;
    private final SimulatorServer server;
    private final OperatorChild operator;

    private QuickStartEnvironment(
            EmbeddedCluster cluster, SimulatedChalk chalk, SimulatorServer server, OperatorChild operator) {
        this.cluster = cluster;
        this.chalk = chalk;
        this.server = server;
        this.operator = operator;
    }

    /** Starts all three. They end with this JVM, however it ends. */
    static QuickStartEnvironment start(Screen screen) {
        var cluster = EmbeddedCluster.start(
                ClusterBinaries.find(WithoutGo.DOWNLOAD_BINARIES, screen::note), ClusterOptions.DEFAULT);
        screen.note("Kubernetes " + ClusterBinaries.KUBERNETES_VERSION + " at " + cluster.server());
        install(cluster);
        var chalk = SimulatedChalk.standard(Clock.systemUTC());
        var server = serve(chalk);
        screen.note("simulated Chalk at " + server.uri());
        if (server.uri().getPort() != PORT) {
            screen.note(
                    "(port " + PORT + " is in use, so the example is applied with this address instead of its own)");
        }
        var kubeconfig = cluster.kubeconfigFor("chalk-system", "chalk-credential-operator");
        var operator = OperatorChild.start(kubeconfig, cluster.logs().resolve("operator.log"), OperatorChild.SMALL);
        Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "quickstart-operator-end"));
        screen.note("the operator, with its own service account; its log is " + operator.log());
        return new QuickStartEnvironment(cluster, chalk, server, operator);
    }

    /** Installs all manifests except the operator itself. */
    public static void install(EmbeddedCluster cluster) {
        cluster.kubectl("apply", "--server-side", "--filename=crds");
        cluster.kubectl("wait", "--for=condition=Established", "--timeout=60s", "--filename=crds");
        cluster.kubectl("create", "namespace", "chalk-system");
        cluster.kubectl("apply", "--server-side", "--filename=config/base/rbac.yaml");
    }

    /** Listens at the port that the example names, if it is free. */
    static SimulatorServer serve(SimulatedChalk chalk) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
            return SimulatorServer.start(chalk, address, Optional.empty());
        } catch (IOException taken) {
            return serveAnywhere(chalk);
        }
    }

    private static SimulatorServer serveAnywhere(SimulatedChalk chalk) {
        try {
            return SimulatorServer.start(chalk);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the simulated Chalk", e);
        }
    }

    /** Applies an example with the actual address of the API server, and returns kubectl's output. */
    String apply(String file) {
        return apply(cluster, server, file);
    }

    /** The same without an environment. */
    static String apply(EmbeddedCluster cluster, SimulatorServer server, String file) {
        try {
            var manifest = Files.readString(EXAMPLES.resolve(file));
            return cluster.apply(manifest.replace(EXAMPLE_SERVER, server.uri().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the example", e);
        }
    }

    URI server() {
        return server.uri();
    }

    EmbeddedCluster cluster() {
        return cluster;
    }

    SimulatedChalk chalk() {
        return chalk;
    }

    OperatorChild operator() {
        return operator;
    }

    @Override
    public void close() {
        operator.close();
        server.close();
        cluster.close();
    }
}
