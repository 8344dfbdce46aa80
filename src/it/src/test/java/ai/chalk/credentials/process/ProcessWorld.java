// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import ai.chalk.credentials.testing.OperatorProcess;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A namespace, a Chalk and a connection, for an operator that runs as a process with the real clock. */
final class ProcessWorld implements AutoCloseable {

    final SharedCluster cluster = SharedCluster.get();
    final KubernetesClient user = cluster.client();
    final String namespace = cluster.newNamespace();
    final SimulatedChalk chalk = SimulatedChalk.standard(Clock.systemUTC());

    private final SimulatorServer server;
    private final Path log = cluster.cluster().logs().resolve("operator-" + namespace + ".log");
    private final Map<String, String> settings = new HashMap<>();
    private final List<OperatorProcess> operators = new ArrayList<>();

    ProcessWorld(Map<String, String> settings) throws IOException {
        server = SimulatorServer.start(chalk);
        this.settings.put("CHALK_OPERATOR_ISSUE_LIMIT", "100");
        this.settings.putAll(settings);
        apply(own("own", SimulatedChalk.BOOTSTRAP));
        apply(connection("chalk"));
    }

    /** Creates the Secret of a connection. */
    String own(String name, ClientCredentials pair) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s}
                data: {client_id: %s, client_secret: %s}
                """
                .formatted(
                        name,
                        namespace,
                        base64(pair.clientId()),
                        base64(pair.clientSecret().reveal()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    String connection(String name) {
        return connection(name, "own");
    }

    String connection(String name, String secretName) {
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkConnection
                metadata: {name: %s, namespace: %s}
                spec:
                  apiServer: %s
                  credentialsSecretRef: {name: %s}
                """
                .formatted(name, namespace, server.uri(), secretName);
    }

    NonNamespaceOperation<ChalkConnection, KubernetesResourceList<ChalkConnection>, Resource<ChalkConnection>>
            connections() {
        return user.resources(ChalkConnection.class).inNamespace(namespace);
    }

    /** Starts the operator and returns at once. */
    OperatorProcess startOperator() {
        return start(OperatorProcess.start(log, settings));
    }

    /** Starts one of several operators, with further settings. */
    OperatorProcess startOperator(String name, Map<String, String> own) {
        var all = new HashMap<>(settings);
        all.putAll(own);
        return start(OperatorProcess.start(log.resolveSibling("operator-" + namespace + "-" + name + ".log"), all));
    }

    /** Starts the operator with other permissions than those for the whole cluster. */
    OperatorProcess startOperatorAs(Path kubeconfig, Map<String, String> own) {
        var all = new HashMap<>(settings);
        all.putAll(own);
        return start(OperatorProcess.start(kubeconfig, log, all));
    }

    /** The URL of this world's Chalk. */
    URI apiServer() {
        return server.uri();
    }

    private OperatorProcess start(OperatorProcess started) {
        operators.add(started);
        return started;
    }

    void apply(String manifests) {
        cluster.cluster().apply(manifests);
    }

    String credential(String name, String environment) {
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkServiceCredential
                metadata: {name: %s, namespace: %s}
                spec:
                  connectionRef: {kind: ChalkConnection, name: chalk}
                  project: fraud
                  environment: %s
                  permissions: [query.online]
                """
                .formatted(name, namespace, environment);
    }

    Resource<ChalkServiceCredential> credential(String name) {
        return user.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name);
    }

    Resource<Secret> secret(String name) {
        return user.secrets().inNamespace(namespace).withName(name);
    }

    Optional<ClientCredentials> pair(String name) {
        return Optional.ofNullable(secret(name).get()).flatMap(CredentialSecret::pair);
    }

    /** The names of all tokens of credentials that Chalk accepts now. */
    List<String> liveTokens() {
        return chalk.liveTokens().stream()
                .map(ServiceToken::name)
                .filter(name -> name.startsWith("k8s/"))
                .toList();
    }

    /** Whether a condition of the credential is True. */
    boolean is(String condition, String name) {
        return Optional.ofNullable(credential(name).get())
                .map(ChalkServiceCredential::getStatus)
                .filter(status -> status.conditions().stream()
                        .anyMatch(found ->
                                found.type().equals(condition) && found.status().equals(ConditionStatus.TRUE)))
                .isPresent();
    }

    /** Waits until the credential is Ready with that revision, or a later one. */
    void ready(String name, long revision) throws Exception {
        await("the credential to be Ready and at rest").untilAsserted(() -> {
            assertThat(is("Ready", name)).as(name + " is Ready").isTrue();
            var status = Objects.requireNonNull(
                    Objects.requireNonNull(credential(name).get()).getStatus());
            assertThat(Objects.requireNonNull(status.current()).revision()).isGreaterThanOrEqualTo(revision);
        });
    }

    @Override
    public void close() {
        operators.forEach(OperatorProcess::close);
        // Otherwise the operators of later tests would report that its Chalk cannot be reached.
        user.resources(ChalkConnection.class).inNamespace(namespace).delete();
        server.close();
    }
}
