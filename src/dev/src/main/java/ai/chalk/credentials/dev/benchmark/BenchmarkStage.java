// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import ai.chalk.credentials.dev.cluster.ClusterBinaries;
import ai.chalk.credentials.dev.cluster.ClusterOptions;
import ai.chalk.credentials.dev.cluster.ClusterUnavailableException;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.cluster.ExternalCommand;
import ai.chalk.credentials.dev.cluster.WithoutGo;
import ai.chalk.credentials.dev.quickstart.OperatorChild;
import ai.chalk.credentials.dev.quickstart.QuickStartEnvironment;
import ai.chalk.credentials.dev.quickstart.Screen;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster with an audit log, and a simulated Chalk. The operator starts after all credentials exist. */
public final class BenchmarkStage implements AutoCloseable {

    /** C1 alone halves the CPU time of compiling while the operator starts, which is when it is busiest. */
    static final List<String> OPERATOR = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

    public static final String NAMESPACE = "benchmark";
    static final String WRITES_NAMESPACE = "bench-writes";

    private static final String CONNECTION =
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: chalk-operator, namespace: chalk-system}
            stringData: {client_id: %s, client_secret: %s}
            ---
            apiVersion: credentials.chalk.ai/v1alpha1
            kind: ClusterChalkConnection
            metadata: {name: default}
            spec:
              apiServer: %s
              credentialsSecretRef: {name: chalk-operator, namespace: chalk-system}
              limits: {requestsPerSecond: 1000, concurrency: 256}
              policy: {namespaces: {matchLabels: {}}, permissions: ["query.*"]}
            """;
    private static final String CREDENTIAL =
            """
            apiVersion: credentials.chalk.ai/v1alpha1
            kind: ChalkServiceCredential
            metadata: {name: bench-%d, namespace: %s}
            spec: {project: fraud, environment: production, permissions: [query.online]}
            """;

    private final EmbeddedCluster cluster;
    private final ClusterBinaries binaries;
    private final SimulatedChalk chalk = SimulatedChalk.standard(Clock.systemUTC());
    private final SimulatorServer server;
    private final AuditLog audit;
    private final Path kubeconfig;

    private BenchmarkStage(EmbeddedCluster cluster, ClusterBinaries binaries, Path auditLog) throws IOException {
        this.cluster = cluster;
        this.binaries = binaries;
        this.server = SimulatorServer.start(chalk);
        this.audit = new AuditLog(auditLog, "system:serviceaccount:chalk-system:chalk-credential-operator");
        this.kubeconfig = cluster.kubeconfigFor("chalk-system", "chalk-credential-operator");
    }

    public static BenchmarkStage start(Screen screen, Path auditLog) throws IOException {
        var binaries = ClusterBinaries.find(WithoutGo.FETCH_GO, screen::note);
        var cluster = EmbeddedCluster.start(binaries, ClusterOptions.DEFAULT.withAuditLog(auditLog));
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "benchmark-cluster-end"));
        QuickStartEnvironment.install(cluster);
        cluster.kubectl("create", "namespace", NAMESPACE);
        cluster.kubectl("create", "namespace", WRITES_NAMESPACE);
        return new BenchmarkStage(cluster, binaries, auditLog);
    }

    /** Creates the connection and the credentials. */
    public void create(int count) {
        var own = SimulatedChalk.BOOTSTRAP;
        cluster.apply(CONNECTION.formatted(own.clientId(), own.clientSecret().reveal(), server.uri()));
        cluster.apply(IntStream.range(0, count)
                .mapToObj(i -> CREDENTIAL.formatted(i, NAMESPACE))
                .collect(Collectors.joining("---\n")));
    }

    OperatorChild startOperator(String log) {
        var operator = OperatorChild.start(kubeconfig, cluster.logs().resolve(log), OPERATOR);
        Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "benchmark-operator-end"));
        return operator;
    }

    /** The calls of Chalk since the last call of this method. */
    SortedMap<String, Integer> callsSinceLast() {
        var calls = new TreeMap<>(Arrays.stream(Procedure.values())
                .filter(procedure -> chalk.calls(procedure) > 0)
                .collect(Collectors.toMap(Procedure::wireName, chalk::calls)));
        chalk.resetCounters();
        return calls;
    }

    /** The operator's writes to the cluster since the last call of this method. */
    SortedMap<String, Integer> writesSinceLast() {
        return audit.writesSinceLast();
    }

    /** The time of the operator's first write, of those that were read so far. */
    Instant firstWrite() {
        return audit.firstWrite().orElseThrow();
    }

    /**
     * Makes the same writes without an operator, as fast as the API server accepts them. Returns the output of the load
     * generator.
     */
    String benchWrites(int count) {
        var program = binaries.benchWrites()
                .orElseThrow(() -> new ClusterUnavailableException("bench-writes is missing: building it requires Go"));
        return ExternalCommand.of(
                        program.toString(),
                        "--kubeconfig=" + cluster.kubeconfig(),
                        "--namespace=" + WRITES_NAMESPACE,
                        "--count=" + count)
                .run()
                .strip();
    }

    /** The kubeconfig with the operator's identity. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    public EmbeddedCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        server.close();
        cluster.close();
    }
}
