// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.CaBundleKind;
import ai.chalk.credentials.api.v1alpha1.CaBundleRef;
import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.FakeChalkConnector;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.reconcile.ReconcileGate;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Both connection reconcilers on the real API server, with a Chalk of our own and a clock that a test moves. */
final class RunningConnections implements AutoCloseable {

    static final String API_SERVER = "https://api.chalk.ai";

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T03:00:00Z"));
    final PassCounter passes = new PassCounter(clock);
    final SimulatedChalk chalk = SimulatedChalk.standard(clock);
    final FakeChalkConnector connector = new FakeChalkConnector(chalk);
    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(List.of("https://*"), true, Duration.ofMinutes(5));

    final ConnectionRegistry registry = new ConnectionRegistry(SETTINGS);
    final Queue<ConnectionKey> told = new ConcurrentLinkedQueue<>();
    final String namespace;

    private final KubernetesClient user = SharedCluster.get().client();
    private final Operator operator;

    private RunningConnections(String namespace, KubernetesClient client) {
        this.namespace = namespace;
        var reconciliation = new ConnectionReconciliation(
                SETTINGS,
                new ConnectionProbe(
                        connector, chalkApi -> (environmentId, newerThan) -> new TokenListing(newerThan, List.of())),
                registry,
                new InventoryPoller(SETTINGS, registry, new InventoryFindings()),
                new ReconcileGate(clock),
                passes);
        registry.onChange(told::add);
        operator =
                new Operator(overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(
                new ChalkConnectionReconciler(reconciliation), settings -> settings.settingNamespace(namespace));
        operator.register(new ClusterChalkConnectionReconciler(reconciliation));
        operator.start();
    }

    /** In a new namespace, as administrator. */
    static RunningConnections start() {
        return startAs(SharedCluster.get().newNamespace(), SharedCluster.get().client());
    }

    static RunningConnections startAs(String namespace, KubernetesClient client) {
        return new RunningConnections(namespace, client);
    }

    @Override
    public void close() {
        operator.stop();
    }

    ConnectionKey key(String name) {
        return ConnectionKey.namespaced(namespace, name);
    }

    void createSecret(String name, ClientCredentials pair) {
        createSecret(
                name,
                Map.of(
                        "client_id",
                        pair.clientId(),
                        "client_secret",
                        pair.clientSecret().reveal()));
    }

    void createSecret(String name, Map<String, String> data) {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withStringData(data)
                .build();
        user.resource(secret).create();
    }

    void changeSecret(String name, ClientCredentials pair) {
        user.secrets().inNamespace(namespace).withName(name).edit(secret -> {
            secret.setStringData(Map.of(
                    "client_id",
                    pair.clientId(),
                    "client_secret",
                    pair.clientSecret().reveal()));
            return secret;
        });
    }

    void touchSecret(String name, String annotation) {
        user.secrets().inNamespace(namespace).withName(name).edit(secret -> {
            secret.getMetadata().setAnnotations(Map.of("touched", annotation));
            return secret;
        });
    }

    void deleteSecret(String name) {
        user.resource(secret(name)).delete();
    }

    private Secret secret(String name) {
        return user.secrets().inNamespace(namespace).withName(name).get();
    }

    void createConnection(String name, String secret) {
        createConnection(name, secret, API_SERVER, null);
    }

    void createConnection(String name, String secret, String apiServer, @Nullable String caBundle) {
        var connection = new ChalkConnection();
        connection.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        connection.setSpec(new ConnectionSpec(
                apiServer,
                new CredentialsSecretRef(secret, null, null, null),
                caBundle == null ? null : new CaBundleRef(CaBundleKind.CONFIG_MAP, caBundle, null, "ca.crt"),
                null,
                null,
                null));
        user.resource(connection).create();
    }

    void createConfigMap(String name, Map<String, String> data) {
        user.configMaps()
                .inNamespace(namespace)
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withData(data)
                        .build())
                .serverSideApply();
    }

    void deleteConnection(String name) {
        user.resource(connection(name)).delete();
    }

    ChalkConnection connection(String name) {
        return user.resources(ChalkConnection.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    ConnectionStatus status(String name) {
        var status = connection(name).getStatus();
        assertThat(status).isNotNull();
        return status;
    }

    /** The conditions in short, such as {@code Ready=False SecretNotFound}. */
    static List<String> conditions(@Nullable ConnectionStatus status) {
        var conditions = status == null ? null : status.conditions();
        return conditions == null
                ? List.of()
                : conditions.stream().map(RunningConnections::inShort).toList();
    }

    private static String inShort(Condition condition) {
        var word =
                switch (condition.status()) {
                    case TRUE -> "True";
                    case FALSE -> "False";
                    case UNKNOWN -> "Unknown";
                };
        return condition.type() + "=" + word + " " + condition.reason();
    }

    /** Some certificate in PEM: that of the cluster. */
    static String certificate() throws Exception {
        var config = SharedCluster.get().client().getConfiguration();
        var data = config.getCaCertData();
        return data == null
                ? Files.readString(Path.of(config.getCaCertFile()))
                : new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }
}
