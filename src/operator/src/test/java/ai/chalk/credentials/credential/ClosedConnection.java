// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConditionStatus;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.connection.ConnectionsUnderTest;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;

/** A ready cluster connection to a Chalk of its own, whose policy excludes the namespace of the world. */
final class ClosedConnection implements AutoCloseable {

    private static final int ENVIRONMENTS = 3;

    private final CredentialWorld world;
    private final String name;
    private final SimulatedChalk chalk;
    private final SimulatorServer server;
    private int calls;

    private ClosedConnection(CredentialWorld world, String suffix) throws IOException {
        this.world = world;
        this.name = world.namespace + "-" + suffix;
        this.chalk = SimulatedChalk.standard(world.clock);
        this.server = SimulatorServer.start(chalk);
    }

    /**
     * Applies the connection, and waits until the operator has listed all of its environments, so that later calls are
     * not for the connection itself.
     */
    static ClosedConnection apply(CredentialWorld world, String suffix) throws Exception {
        var closed = new ClosedConnection(world, suffix);
        world.apply(closed.manifests());
        await("the cluster connection to be Ready")
                .untilAsserted(() -> assertThat(closed.status().conditions())
                        .filteredOn(condition -> condition.type().equals("Ready"))
                        .extracting(Condition::status)
                        .containsExactly(ConditionStatus.TRUE));
        closed.list();
        // A listing requested from now on is not answered from the one that was just made.
        world.clock.advance(Duration.ofSeconds(1));
        closed.calls = closed.chalk.totalCalls();
        return closed;
    }

    private ConnectionStatus status() {
        var status = connection().get().getStatus();
        assertThat(status).isNotNull();
        return status;
    }

    /**
     * Lists the environments once, an inventory interval later: a change of the Secret triggers a check of the
     * connection.
     */
    private void list() throws Exception {
        world.clock.advance(ConnectionsUnderTest.INVENTORY_INTERVAL);
        world.user.secrets().inNamespace(world.ownNamespace).withName(name).edit(secret -> new SecretBuilder(secret)
                .editMetadata()
                .addToAnnotations("touched", "once")
                .endMetadata()
                .build());
        await("all calls of ListServiceTokens")
                .untilAsserted(() ->
                        assertThat(chalk.calls(Procedure.LIST_SERVICE_TOKENS)).isEqualTo(ENVIRONMENTS));
    }

    private Resource<ClusterChalkConnection> connection() {
        return world.user.resources(ClusterChalkConnection.class).withName(name);
    }

    private String manifests() {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s, namespace: %2$s}
                stringData: {client_id: %3$s, client_secret: %4$s}
                ---
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ClusterChalkConnection
                metadata: {name: %1$s, labels: {%6$s}}
                spec:
                  apiServer: %5$s
                  credentialsSecretRef: {name: %1$s, namespace: %2$s}
                  policy: {namespaces: {matchLabels: {"kubernetes.io/metadata.name": another}}}
                """
                .formatted(
                        name,
                        world.ownNamespace,
                        SimulatedChalk.BOOTSTRAP.clientId(),
                        SimulatedChalk.BOOTSTRAP.clientSecret().reveal(),
                        server.uri(),
                        SharedCluster.labelOf(world.namespace).replace("=", ": "));
    }

    /** The connection as a status or a Secret would name it if a token had been issued through it. */
    PinnedConnection pinned() {
        return new PinnedConnection(
                ConnectionKind.CLUSTER_CHALK_CONNECTION,
                null,
                name,
                server.uri().toString());
    }

    /** Asserts that no credential caused a listing or an exchange here since; valid until the clock is advanced. */
    void wasNotCalled() {
        assertThat(chalk.totalCalls()).isEqualTo(calls);
    }

    @Override
    public void close() {
        connection().delete();
        server.close();
    }
}
