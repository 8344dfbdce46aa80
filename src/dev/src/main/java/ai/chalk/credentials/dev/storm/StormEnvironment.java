// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.check.ClusterClients;
import ai.chalk.credentials.dev.cluster.EmbeddedCluster;
import ai.chalk.credentials.dev.quickstart.OperatorChild;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The environment of a storm: a namespace full of credentials, a Chalk, and the operator, which is restarted again and
 * again.
 */
final class StormEnvironment implements AutoCloseable {

    /** The prefix of the credentials' names, which is also part of their tokens' names. */
    static final String CREDENTIAL = "storm-";

    /** The log of all operators in sequence. Unlike the cluster's own logs, it is kept. */
    static final Path LOG = Path.of("src/dev/target/storm.log");

    private static final String NAMESPACE = "storm";
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final List<String> PLACES = List.of("fraud/production", "fraud/staging", "growth/production");
    private static final List<String> OVERLAPS = List.of("0s", "5s", "10s");
    private static final List<String> SPREADS = List.of("0s", "20s", "50s");
    /** The maximum that the status can hold. */
    private static final Map<String, String> SETTINGS = Map.of("CHALK_OPERATOR_ISSUE_LIMIT", "1000");

    private static final String CONNECTION =
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: chalk-operator, namespace: %1$s}
            stringData: {client_id: %2$s, client_secret: %3$s}
            ---
            apiVersion: credentials.chalk.ai/v1alpha1
            kind: ChalkConnection
            metadata: {name: chalk, namespace: %1$s}
            spec:
              apiServer: %4$s
              credentialsSecretRef: {name: chalk-operator}
              limits: {requestsPerSecond: 1000, concurrency: 64}
            """;
    private static final String MANIFEST =
            """
            apiVersion: credentials.chalk.ai/v1alpha1
            kind: ChalkServiceCredential
            metadata: {name: %s, namespace: %s}
            spec:
              connectionRef: {kind: ChalkConnection, name: chalk}
              project: %s
              environment: %s
              permissions: [query.online]
              rotation: {interval: 1m, overlap: %s, spread: %s, revocationPolicy: AfterOverlap}
            """;

    final SimulatedChalk chalk = SimulatedChalk.standard(Clock.systemUTC());
    final KubernetesClient client;
    final PublicationLog publications;

    private final SimulatorServer server;
    private final Path kubeconfig;

    StormEnvironment(EmbeddedCluster cluster, int credentials) throws IOException {
        cluster.kubectl("create", "namespace", NAMESPACE);
        server = SimulatorServer.start(chalk);
        client = ClusterClients.of(cluster.kubeconfig());
        publications = new PublicationLog(client, NAMESPACE);
        kubeconfig = cluster.kubeconfigFor("chalk-system", "chalk-credential-operator");
        Files.deleteIfExists(LOG);
        var own = SimulatedChalk.BOOTSTRAP;
        cluster.apply(CONNECTION.formatted(
                NAMESPACE, own.clientId(), own.clientSecret().reveal(), server.uri()));
        cluster.apply(IntStream.range(0, credentials)
                .mapToObj(StormEnvironment::manifest)
                .collect(Collectors.joining("---\n")));
    }

    private static String manifest(int i) {
        var place = PLACES.get(i % PLACES.size()).split("/", -1);
        return MANIFEST.formatted(
                CREDENTIAL + i,
                NAMESPACE,
                place[0],
                place[1],
                OVERLAPS.get(i / PLACES.size() % OVERLAPS.size()),
                SPREADS.get(i % SPREADS.size()));
    }

    OperatorChild startOperator() {
        return OperatorChild.start(kubeconfig, LOG, OperatorChild.SMALL, SETTINGS);
    }

    List<ChalkServiceCredential> credentials() {
        return client.resources(ChalkServiceCredential.class)
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
    }

    Resource<Secret> secret(String name) {
        return client.secrets().inNamespace(NAMESPACE).withName(name);
    }

    /** Applies a JSON merge patch without a resourceVersion, like kubectl annotate or edit. */
    void patch(String credential, String json) {
        client.resources(ChalkServiceCredential.class)
                .inNamespace(NAMESPACE)
                .withName(credential)
                .patch(MERGE, json);
    }

    @Override
    public void close() {
        publications.close();
        client.close();
        server.close();
    }
}
