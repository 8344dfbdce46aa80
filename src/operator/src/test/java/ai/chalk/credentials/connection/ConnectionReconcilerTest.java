// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static ai.chalk.credentials.connection.RunningConnections.API_SERVER;
import static ai.chalk.credentials.connection.RunningConnections.conditions;
import static ai.chalk.credentials.testing.Await.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.Condition;
import ai.chalk.credentials.api.v1alpha1.ConnectionIdentity;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicyBuilder;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.api.v1alpha1.NamespaceSelector;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Connections as their users see them, with a real API server. */
@Tag("cluster")
@TestInstance(Lifecycle.PER_CLASS)
class ConnectionReconcilerTest {

    private static final ClientCredentials WRONG = new ClientCredentials("nobody", new ClientSecret("nothing"));
    private static final String READY = "Ready=True Connected";

    private RunningConnections running;

    @BeforeAll
    void start() {
        running = RunningConnections.start();
    }

    @AfterAll
    void stop() {
        assertThat(SharedCluster.get().kubectl("get", "chalkconnections", "--all-namespaces", "--output=yaml"))
                .contains(SimulatedChalk.BOOTSTRAP.clientId())
                .doesNotContain(
                        SimulatedChalk.BOOTSTRAP.clientSecret().reveal(),
                        WRONG.clientSecret().reveal());
        running.close();
    }

    @BeforeEach
    void chalkIsThere() {
        running.chalk.faults().clear();
    }

    @Test
    void reportsTheIdentityAndTheReachableEnvironments() throws Exception {
        running.createSecret("ready", SimulatedChalk.BOOTSTRAP);
        running.createConnection("ready", "ready");

        await("connection ready to be Ready").untilAsserted(() -> assertThat(conditions(running.status("ready")))
                .containsExactly(READY));

        var status = running.status("ready");
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.apiServer()).isEqualTo(API_SERVER);
        assertThat(status.identity())
                .extracting(ConnectionIdentity::teamId, ConnectionIdentity::teamName, ConnectionIdentity::clientId)
                .containsExactly("team_acme", "acme", SimulatedChalk.BOOTSTRAP.clientId());
        assertThat(status.environments())
                .extracting(environment -> environment.projectName() + "/" + environment.name())
                .containsExactly("fraud/production", "fraud/staging", "growth/production");
        assertThat(running.registry.find(running.key("ready")).orElseThrow().link())
                .isPresent();
    }

    @Test
    void servesTheClusterKindToo() throws Exception {
        running.createSecret("cluster", SimulatedChalk.BOOTSTRAP);
        var connection = new ClusterChalkConnection();
        connection.setMetadata(new ObjectMetaBuilder()
                .withName(running.namespace)
                .addToLabels("test", running.namespace)
                .build());
        var everywhere = new NamespaceSelector(Map.of(), null);
        connection.setSpec(ConnectionSpecBuilder.builder()
                .apiServer(API_SERVER)
                .credentialsSecretRef(new CredentialsSecretRef("cluster", running.namespace, null, null))
                .policy(ConnectionPolicyBuilder.builder().namespaces(everywhere).build())
                .build());
        var client = SharedCluster.get().client();
        client.resource(connection).create();

        await("the cluster connection to be Ready").untilAsserted(() -> assertThat(
                        conditions(client.resource(connection).get().getStatus()))
                .containsExactly(READY));

        client.resource(connection).delete();
        var key = ConnectionKey.cluster(running.namespace);
        await("the ChalkRevocation to be gone")
                .untilAsserted(() -> assertThat(running.registry.find(key)).isEmpty());
    }

    @Test
    void aRepairedPairCountsAtOnce() throws Exception {
        running.createSecret("wrong", WRONG);
        running.createConnection("wrong", "wrong");
        await("connection wrong to have Ready=False Unauthorized")
                .untilAsserted(() -> assertThat(conditions(running.status("wrong")))
                        .containsExactly("Ready=False Unauthorized", "Stalled=True Unauthorized"));

        running.changeSecret("wrong", SimulatedChalk.BOOTSTRAP);

        await("connection wrong to be Ready").untilAsserted(() -> assertThat(conditions(running.status("wrong")))
                .containsExactly(READY));
    }

    @Test
    void aMissingSecretIsNamedAndUsedAtOnceWhenItIsCreated() throws Exception {
        running.createConnection("early", "late");
        await("connection early to have Ready=False SecretNotFound")
                .untilAsserted(() -> assertThat(conditions(running.status("early")))
                        .containsExactly("Ready=False SecretNotFound", "Stalled=True SecretNotFound"));
        assertThat(running.status("early").conditions())
                .extracting(Condition::message)
                .containsOnly("Secret %s/late does not exist: create it, or correct spec.credentialsSecretRef"
                        .formatted(running.namespace));

        running.createSecret("late", Map.of("client_id", "half"));
        await("the message about the missing key").untilAsserted(() -> assertThat(
                        running.status("early").conditions())
                .extracting(Condition::message)
                .containsOnly("Secret %s/late has no value under the key client_secret: add it, or name another in"
                                .formatted(running.namespace)
                        + " spec.credentialsSecretRef.clientSecretKey"));

        running.changeSecret("late", SimulatedChalk.BOOTSTRAP);
        await("connection early to be Ready").untilAsserted(() -> assertThat(conditions(running.status("early")))
                .containsExactly(READY));

        running.deleteSecret("late");
        await("connection early to have Ready=False SecretNotFound")
                .untilAsserted(() -> assertThat(conditions(running.status("early")))
                        .containsExactly("Ready=False SecretNotFound", "Stalled=True SecretNotFound"));
        assertThat(running.registry.find(running.key("early")).orElseThrow().link())
                .isEmpty();
    }

    @Test
    void aCaBundleMustExistAndHoldCertificates() throws Exception {
        running.createSecret("bundled", SimulatedChalk.BOOTSTRAP);
        running.createConnection("bundled", "bundled", API_SERVER, "authorities");
        await("connection bundled to have Ready=False CaBundleNotFound")
                .untilAsserted(() -> assertThat(conditions(running.status("bundled")))
                        .containsExactly("Ready=False CaBundleNotFound", "Stalled=True CaBundleNotFound"));

        running.createConfigMap("authorities", Map.of("ca.crt", "-----BEGIN CERTIFICATE-----\nno\n"));
        await("connection bundled to have Ready=False CaBundleInvalid")
                .untilAsserted(() -> assertThat(conditions(running.status("bundled")))
                        .containsExactly("Ready=False CaBundleInvalid", "Stalled=True CaBundleInvalid"));

        running.createConfigMap("authorities", Map.of("ca.crt", RunningConnections.certificate()));
        await("connection bundled to be Ready").untilAsserted(() -> assertThat(conditions(running.status("bundled")))
                .containsExactly(READY));
    }

    @Test
    void anApiServerThatIsNotAllowedIsNotCalled() throws Exception {
        running.createSecret("plain", SimulatedChalk.BOOTSTRAP);
        running.createConnection("plain", "plain", "http://metadata.internal", null);

        await("connection plain to have Ready=False ApiServerNotAllowed")
                .untilAsserted(() -> assertThat(conditions(running.status("plain")))
                        .containsExactly("Ready=False ApiServerNotAllowed", "Stalled=True ApiServerNotAllowed"));
        assertThat(running.connector.opened())
                .noneMatch(settings -> settings.apiServer().getHost().equals("metadata.internal"));
    }

    @Test
    void credentialsKeepTheirClientWhileChalkIsUnavailable() throws Exception {
        running.createSecret("away", SimulatedChalk.BOOTSTRAP);
        running.createConnection("away", "away");
        await("connection away to be Ready").untilAsserted(() -> assertThat(conditions(running.status("away")))
                .containsExactly(READY));
        var before = running.status("away");

        running.chalk.faults().add(FaultRule.of(Fault.unreachable()));
        running.clock.advance(Duration.ofMinutes(10));
        running.touchSecret("away", "wakes the connection");
        await("connection away to have Ready=Unknown ChalkUnreachable")
                .untilAsserted(() -> assertThat(conditions(running.status("away")))
                        .containsExactly("Ready=Unknown ChalkUnreachable", "Reconciling=True ChalkUnreachable"));
        assertThat(running.registry.find(running.key("away")).orElseThrow().link())
                .isPresent();
        assertThat(running.status("away").identity()).isEqualTo(before.identity());

        running.chalk.faults().clear();
        running.clock.advance(Duration.ofMinutes(5));
        await("connection away to be Ready").untilAsserted(() -> assertThat(conditions(running.status("away")))
                .containsExactly(READY));
    }

    @Test
    void aNewPairTakesOverWithoutAGap() throws Exception {
        var successor = new ClientCredentials("successor", new ClientSecret("successor-secret"));
        running.chalk.addCaller(successor);
        running.createSecret("rotated", SimulatedChalk.BOOTSTRAP);
        running.createConnection("rotated", "rotated");
        await("connection rotated to be Ready").untilAsserted(() -> assertThat(conditions(running.status("rotated")))
                .containsExactly(READY));
        var since = requireNonNull(running.status("rotated").conditions());

        running.changeSecret("rotated", successor);

        await("the connection to use the successor")
                .untilAsserted(() -> assertThat(running.status("rotated").identity())
                        .extracting(ConnectionIdentity::clientId)
                        .isEqualTo("successor"));
        assertThat(running.status("rotated").conditions())
                .extracting(Condition::lastTransitionTime)
                .isEqualTo(since.stream().map(Condition::lastTransitionTime).toList());
    }

    @Test
    void aDeletedConnectionIsForgotten() throws Exception {
        running.createSecret("deleted", SimulatedChalk.BOOTSTRAP);
        running.createConnection("deleted", "deleted");
        var key = running.key("deleted");
        await("the connection to be known")
                .untilAsserted(() -> assertThat(running.registry.find(key)).isPresent());
        running.told.clear();

        running.deleteConnection("deleted");

        await("the ChalkRevocation to be gone")
                .untilAsserted(() -> assertThat(running.registry.find(key)).isEmpty());
        assertThat(running.told).contains(key);
    }

    @Test
    void anUnchangedConnectionCostsNothing() throws Exception {
        try (var alone = RunningConnections.start()) {
            alone.createSecret("rest", SimulatedChalk.BOOTSTRAP);
            alone.createConnection("rest", "rest");
            await("connection rest to be Ready").untilAsserted(() -> assertThat(conditions(alone.status("rest")))
                    .containsExactly(READY));
            assertThat(alone.chalk.totalCalls()).isEqualTo(3);
            var version = alone.connection("rest").getMetadata().getResourceVersion();

            for (var touch : List.of("once", "twice", "thrice")) {
                int passes = alone.passes.passes();
                alone.touchSecret("rest", touch);
                await("another reconciliation")
                        .untilAsserted(() -> assertThat(alone.passes.passes()).isGreaterThan(passes));
            }

            assertThat(alone.chalk.totalCalls()).isEqualTo(3);
            assertThat(alone.connection("rest").getMetadata().getResourceVersion())
                    .isEqualTo(version);
        }
    }
}
