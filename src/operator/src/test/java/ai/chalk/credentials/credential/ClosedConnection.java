// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Eventually.eventually;
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
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.time.Duration;

/** A cluster connection that works, to a Chalk of its own, and whose policy keeps the world's namespace out. */
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

    /** Applies it, and waits until the operator has seen all of it, so that further calls are none of its own. */
    static ClosedConnection apply(CredentialWorld world, String suffix) throws Exception {
        var closed = new ClosedConnection(world, suffix);
        world.apply(closed.manifests());
        eventually(() -> assertThat(closed.status().conditions())
                .filteredOn(condition -> condition.type().equals("Ready"))
                .extracting(Condition::status)
                .containsExactly(ConditionStatus.TRUE));
        closed.list();
        // Whoever asks now is not served by what was listed just before.
        world.clock.advance(Duration.ofSeconds(1));
        closed.calls = closed.chalk.totalCalls();
        return closed;
    }

    private ConnectionStatus status() {
        var status = connection().get().getStatus();
        assertThat(status).isNotNull();
        return status;
    }

    /** Once an inventory interval later; a change of its Secret has it looked at. */
    private void list() throws Exception {
        world.clock.advance(ConnectionsUnderTest.INVENTORY_INTERVAL);
        world.user.secrets().inNamespace(world.ownNamespace).withName(name).edit(secret -> new SecretBuilder(secret)
                .editMetadata()
                .addToAnnotations("touched", "once")
                .endMetadata()
                .build());
        eventually(() -> assertThat(chalk.calls(Procedure.LIST_SERVICE_TOKENS)).isEqualTo(ENVIRONMENTS));
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
                metadata: {name: %1$s}
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
                        server.uri());
    }

    /** As a status or a Secret would name it, had a token been issued through it. */
    PinnedConnection pinned() {
        return new PinnedConnection(
                ConnectionKind.CLUSTER_CHALK_CONNECTION,
                null,
                name,
                server.uri().toString());
    }

    /** Neither listed for anybody nor tried with anybody's pair; until the clock is moved. */
    void wasNotCalled() {
        assertThat(chalk.totalCalls()).isEqualTo(calls);
    }

    @Override
    public void close() {
        connection().delete();
        server.close();
    }
}
