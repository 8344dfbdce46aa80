// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialStatus;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.connection.ConnectionsUnderTest;
import ai.chalk.credentials.connection.InventoryFindings;
import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.kubernetes.CredentialSecret;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import ai.chalk.credentials.testing.Differences;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A namespace, a Chalk, a connection between them and the operator: the environment for a test of a credential. */
final class CredentialWorld implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    final MutableClock clock;
    final SharedCluster cluster = SharedCluster.get();
    final KubernetesClient user = cluster.client();
    final String namespace = cluster.newNamespace();
    final String ownNamespace = cluster.newOperatorNamespace();
    final SimulatedChalk chalk;
    final SimulatorServer server;
    private final OperatorLimits limits;

    @Nullable
    OperatorUnderTest operator;

    /** Whether the operator is started with the revocation of orphans. */
    volatile boolean reaping = true;

    /** Whether the operator treats this as the cluster that its tokens were issued for. */
    volatile boolean confirmed = true;

    private CredentialWorld(MutableClock clock, SimulatedChalk chalk, OperatorLimits limits) {
        this.clock = clock;
        this.chalk = chalk;
        this.limits = limits;
        try {
            server = SimulatorServer.start(chalk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        applyConnection();
    }

    /** Applies the objects of the connection, also again. */
    void applyConnection() {
        apply(connection());
    }

    /** A world whose operator the test starts itself. */
    static CredentialWorld withoutOperator() {
        var clock = new MutableClock(START);
        return new CredentialWorld(clock, SimulatedChalk.standard(clock), OperatorUnderTest.LIMITS);
    }

    static CredentialWorld start() {
        var clock = new MutableClock(START);
        return start(clock, SimulatedChalk.standard(clock), OperatorUnderTest.LIMITS);
    }

    static CredentialWorld start(MutableClock clock, SimulatedChalk chalk, OperatorLimits limits) {
        var world = new CredentialWorld(clock, chalk, limits);
        world.startOperator();
        return world;
    }

    void startOperator() {
        operator = OperatorUnderTest.start(namespace, ownNamespace, clock, limits, reaping, () -> confirmed);
    }

    void stopOperator() {
        Objects.requireNonNull(operator).close();
        operator = null;
    }

    private String connection() {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: own, namespace: %1$s}
                stringData: {client_id: %2$s, client_secret: %3$s}
                ---
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkConnection
                metadata: {name: chalk, namespace: %1$s}
                spec:
                  apiServer: %4$s
                  credentialsSecretRef: {name: own}
                """
                .formatted(
                        namespace,
                        SimulatedChalk.BOOTSTRAP.clientId(),
                        SimulatedChalk.BOOTSTRAP.clientSecret().reveal(),
                        server.uri());
    }

    /** Applies manifests as a user would. */
    void apply(String manifests) {
        cluster.apply(manifests);
    }

    /** Applies a credential whose spec has these further lines. */
    void applyCredential(String name, String... lines) {
        apply(credential(name, lines));
    }

    String credential(String name, String... lines) {
        var own = String.join("\n  ", lines);
        var environment = own.contains("environment:") ? "" : "environment: production";
        var connection = own.contains("connectionRef:") ? "" : "connectionRef: {kind: ChalkConnection, name: chalk}";
        var permissions = own.contains("permissions:") ? "" : "permissions: [query.online]";
        return """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkServiceCredential
                metadata: {name: %s, namespace: %s}
                spec:
                  project: fraud
                  %s
                  %s
                  %s
                  %s
                """
                .formatted(name, namespace, connection, environment, permissions, own);
    }

    ChalkServiceCredential get(String name) {
        var found = find(name);
        assertThat(found).as("credential " + name).isNotNull();
        return Objects.requireNonNull(found);
    }

    @Nullable
    ChalkServiceCredential find(String name) {
        return user.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    ChalkServiceCredentialStatus status(String name) {
        var status = get(name).getStatus();
        assertThat(status).as("status of " + name).isNotNull();
        return status;
    }

    Optional<Condition> condition(String name, String type) {
        return status(name).conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** Waits until the credential is Ready and at rest with that revision. */
    ChalkServiceCredentialStatus ready(String name, long revision) throws Exception {
        await("the credential to be Ready and at rest").untilAsserted(() -> {
            var status = status(name);
            assertThat(status.current()).as("status of %s: %s", name, status).isNotNull();
            assertThat(Objects.requireNonNull(status.current()).revision())
                    .as("status of %s: %s", name, status)
                    .isEqualTo(revision);
            assertThat(condition(name, "Ready"))
                    .hasValueSatisfying(ready -> assertThat(ready.status()).isEqualTo(ConditionStatus.TRUE));
            assertThat(status(name).pending()).isNull();
        });
        return status(name);
    }

    /** Waits until a condition is True for that reason. */
    Condition eventuallyTrue(String name, String type, String reason) throws Exception {
        await("the expected reason")
                .untilAsserted(() -> assertThat(condition(name, type)).hasValueSatisfying(condition -> {
                    assertThat(condition.reason()).isEqualTo(reason);
                    assertThat(condition.status()).isEqualTo(ConditionStatus.TRUE);
                }));
        return condition(name, type).orElseThrow();
    }

    Secret secret(String name) {
        var found = user.secrets().inNamespace(namespace).withName(name).get();
        assertThat(found).as("Secret " + name).isNotNull();
        return found;
    }

    ClientCredentials pair(String secretName) {
        return CredentialSecret.pair(secret(secretName)).orElseThrow();
    }

    void editSecret(String name, UnaryOperator<Secret> edit) {
        user.secrets().inNamespace(namespace).withName(name).edit(edit);
    }

    void editStatus(String name, UnaryOperator<ChalkServiceCredentialStatus> edit) {
        user.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name)
                .editStatus(credential -> {
                    credential.setStatus(edit.apply(credential.getStatus()));
                    return credential;
                });
    }

    void delete(String name) {
        user.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    /** A pod that no scheduler or kubelet handles, with a container that has that Secret in its environment. */
    void runningPod(String name, String secretName, Instant started) {
        apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s}
                spec:
                  schedulerName: nobody
                  containers: [{name: main, image: none, envFrom: [{secretRef: {name: %s}}]}]
                """
                        .formatted(name, namespace, secretName));
        containerStatus(name, "{running: {startedAt: \"" + started + "\"}}");
    }

    /** Writes the container status as the kubelet would. */
    void containerStatus(String pod, String state) {
        var container = "{name: main, image: none, imageID: none, ready: true, restartCount: 0, state: " + state + "}";
        user.pods()
                .inNamespace(namespace)
                .withName(pod)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "status: {phase: Running, containerStatuses: [" + container + "]}");
    }

    /** The ids of the valid tokens in Chalk with the names of that credential. */
    List<String> alive(String credential) {
        return chalk.liveTokens().stream()
                .filter(token -> token.name().contains("/" + namespace + "/" + credential + "/"))
                .map(token -> token.id())
                .toList();
    }

    /** Advances the clock, and triggers a reconciliation of every credential and ChalkRevocation. */
    void advance(Duration duration) {
        clock.advance(duration);
        Objects.requireNonNull(operator).wakeAll(namespace, ownNamespace);
    }

    /** Advances the clock by one inventory interval, and waits until each environment of the connection was listed. */
    void inventoryRound() throws Exception {
        clock.advance(ConnectionsUnderTest.INVENTORY_INTERVAL);
        inventoryIsRead(chalk.world().team().projects().stream()
                .flatMap(project -> project.environments().stream())
                .map(Team.Environment::id)
                .collect(Collectors.toSet()));
    }

    /** What the operator has found in each environment, by id. */
    Map<String, InventoryFindings.Finding> findings() {
        return Objects.requireNonNull(operator).findings(namespace);
    }

    /** Whether the operator has a session with Chalk through that connection. */
    boolean operatorSees(String connection) {
        return Objects.requireNonNull(operator)
                .connections()
                .find(ConnectionKey.namespaced(namespace, connection))
                .flatMap(ConnectionState::link)
                .isPresent();
    }

    /** Whether the status of the connection says that it is Ready. */
    boolean isConnectionReady() {
        var status = chalkConnection().getStatus();
        return status != null
                && status.conditions().stream()
                        .anyMatch(condition ->
                                condition.type().equals("Ready") && condition.status() == ConditionStatus.TRUE);
    }

    ChalkConnection chalkConnection() {
        return user.resources(ChalkConnection.class)
                .inNamespace(namespace)
                .withName("chalk")
                .get();
    }

    /** Asserts that the credential was not written since; a failure shows what was written. */
    void nothingWasWrittenInto(ChalkServiceCredential before) {
        var name = before.getMetadata().getName();
        assertThat(Differences.between(before, get(name)))
                .as("what was written into credential " + name)
                .isEmpty();
    }

    /** Asserts the same of the connection. */
    void nothingWasWrittenInto(ChalkConnection before) {
        assertThat(Differences.between(before, chalkConnection()))
                .as("what was written into the connection")
                .isEmpty();
    }

    /** Triggers a check of the connection, and waits until these environments were listed at this time. */
    void inventoryIsRead(Set<String> environmentIds) throws Exception {
        wakeConnection();
        await("the findings of the inventory")
                .untilAsserted(
                        () -> environmentIds.forEach(id -> assertThat(findings().get(id))
                                .as(id)
                                .extracting(InventoryFindings.Finding::listedAt)
                                .isEqualTo(clock.instant())));
    }

    /** Triggers a check of the connection by a change of its Secret, which the operator watches. */
    void wakeConnection() {
        editSecret("own", secret -> new SecretBuilder(secret)
                .editMetadata()
                .addToAnnotations("touched", UUID.randomUUID().toString())
                .endMetadata()
                .build());
    }

    /** The output of kubectl for the events of the namespace. */
    String events() {
        return cluster.kubectl("get", "events.events.k8s.io", "--namespace=" + namespace, "--output=yaml");
    }

    @Override
    public void close() {
        if (operator != null) {
            stopOperator();
        }
        // Otherwise the operators of later tests would report that its Chalk cannot be reached.
        user.resources(ChalkConnection.class).inNamespace(namespace).delete();
        server.close();
    }
}
