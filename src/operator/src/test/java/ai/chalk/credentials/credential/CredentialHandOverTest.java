// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/design.md, promise 10: a deletion ends in bounded time, and what could not be revoked by then is revoked by a ChalkRevocation.
 */
@Tag("cluster")
class CredentialHandOverTest {

    private CredentialWorld world;
    private RevocationRecords records;

    @BeforeEach
    void start() {
        world = CredentialWorld.start();
        records = new RevocationRecords(world);
    }

    @AfterEach
    void stop() {
        world.cluster.kubectl("delete", "clusterchalkconnection", world.namespace, "--ignore-not-found");
        world.close();
    }

    @Test
    void outlivesTheNamespaceAndAnOutageOfChalk() throws Exception {
        applyClusterConnection();
        world.applyCredential("left", "connectionRef: {kind: ClusterChalkConnection, name: " + world.namespace + "}");
        var current = Objects.requireNonNull(world.ready("left", 1).current());
        world.chalk.faults().add(FaultRule.of(Fault.unreachable()));

        world.cluster.kubectl("delete", "namespace", world.namespace, "--wait=false");
        await("left to have the condition Reconciling")
                .untilAsserted(() -> assertThat(world.condition("left", "Reconciling"))
                        .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo("ChalkUnavailable")));
        handOver();

        await("the namespace to be gone or forbidden").untilAsserted(() -> assertThat(
                        world.user.namespaces().withName(world.namespace).get())
                .isNull());
        assertThat(records.all()).singleElement().satisfies(record -> {
            assertThat(record.getSpec().tokenId()).isEqualTo(current.tokenId());
            assertThat(record.getSpec().reason()).isEqualTo("CredentialDeleted");
        });
        assertThat(world.alive("left")).hasSize(1);

        world.chalk.faults().clear();
        world.clock.advance(Duration.ofMinutes(10));
        await("all of them to be gone").untilAsserted(() -> {
            wakeRecords();
            assertThat(records.all()).isEmpty();
        });
        assertThat(world.alive("left")).isEmpty();
        assertThat(records.events()).contains("reason: Revoked").contains(current.tokenId());
    }

    @Test
    void reportsForeverATokenWhoseConnectionNoLongerExists() throws Exception {
        world.applyCredential("lost");
        var current = Objects.requireNonNull(world.ready("lost", 1).current());
        world.user.secrets().inNamespace(world.namespace).withName("own").delete();
        world.cluster.kubectl("delete", "chalkconnection", "chalk", "--namespace=" + world.namespace);
        world.delete("lost");
        await("the deletion to begin")
                .untilAsserted(() -> assertThat(world.get("lost").getMetadata().getDeletionTimestamp())
                        .isNotNull());

        handOver();

        await("credential lost to be gone")
                .untilAsserted(() -> assertThat(world.find("lost")).isNull());
        var name = records.all().get(0).getMetadata().getName();
        var stalled = records.waitsFor(name, "Stalled", "ConnectionDeleted");
        assertThat(stalled.message()).contains(current.tokenId(), "ChalkConnection " + world.namespace + "/chalk");

        world.applyConnection();
        records.eventuallyGone(name);
        assertThat(world.alive("lost")).isEmpty();
    }

    @Test
    void isStalledWhileTheSecretOfTheConnectionIsGone() throws Exception {
        var token = records.left("keyless", 1);
        world.user.secrets().inNamespace(world.namespace).withName("own").delete();
        await("the connection to miss its Secret")
                .untilAsserted(() -> assertThat(world.cluster.kubectl("get", "cconn", "--namespace=" + world.namespace))
                        .contains("SecretNotFound"));

        records.create("keyless", records.ofToken("keyless", token));

        assertThat(records.waitsFor("keyless", "Stalled", "ConnectionDeleted").message())
                .startsWith("the Secret of ");
        world.applyConnection();
        records.eventuallyGone("keyless");
        assertThat(records.isAlive(token)).isFalse();
    }

    @Test
    void sweepsATokenOfAnAttemptInDoubt() throws Exception {
        world.chalk.faults().add(FaultRule.of(Fault.answerLost()).on(Procedure.CREATE_SERVICE_TOKEN));
        world.applyCredential("doubt");
        await("the valid tokens of doubt in Chalk")
                .untilAsserted(() -> assertThat(world.alive("doubt")).isNotEmpty());
        world.chalk.faults().add(FaultRule.of(Fault.unreachable()).on(Procedure.LIST_SERVICE_TOKENS));
        world.delete("doubt");
        await("the deletion to begin")
                .untilAsserted(() -> assertThat(world.get("doubt").getMetadata().getDeletionTimestamp())
                        .isNotNull());

        handOver();

        await("credential doubt to be gone")
                .untilAsserted(() -> assertThat(world.find("doubt")).isNull());
        assertThat(records.all()).isNotEmpty().allSatisfy(record -> assertThat(
                        record.getSpec().tokenNamePrefix())
                .isNotNull());
        world.chalk.faults().clear();
        await("all of them to be gone").untilAsserted(() -> {
            world.advance(Duration.ofMinutes(6));
            assertThat(records.all()).isEmpty();
        });
        assertThat(world.alive("doubt")).isEmpty();
    }

    @Test
    void retainedWorkloadsKeepThePredecessorForItsOverlap() throws Exception {
        world.applyCredential("kept", "deletionPolicy: Retain", "rotation: {interval: 1d, spread: 0s, overlap: 2h}");
        world.ready("kept", 1);
        var former = world.pair("kept");
        world.advance(Duration.ofDays(1));
        world.ready("kept", 2);

        world.delete("kept");

        await("credential kept to be gone")
                .untilAsserted(() -> assertThat(world.find("kept")).isNull());
        await("a ChalkRevocation").untilAsserted(() -> assertThat(records.all()).hasSize(1));
        records.waitsFor(records.all().get(0).getMetadata().getName(), "Reconciling", "NotYetDue");
        assertThat(world.chalk.accepts(former)).isTrue();
        world.advance(Duration.ofHours(2));
        await("all of them to be gone")
                .untilAsserted(() -> assertThat(records.all()).isEmpty());
        assertThat(world.chalk.accepts(former)).isFalse();
        assertThat(world.chalk.accepts(world.pair("kept"))).isTrue();
    }

    @Test
    void aSecretOfAFormerNameIsDeletedWithItsTokenDespiteRetain() throws Exception {
        var rotation = "rotation: {interval: 30d, overlap: 2h}";
        world.applyCredential("renamed", "deletionPolicy: Retain", rotation, "secret: {name: former}");
        world.ready("renamed", 1);
        var former = world.pair("former");
        world.applyCredential("renamed", "deletionPolicy: Retain", rotation, "secret: {name: latter}");
        world.ready("renamed", 2);

        world.delete("renamed");
        await("credential renamed to be gone")
                .untilAsserted(() -> assertThat(world.find("renamed")).isNull());
        await("a ChalkRevocation").untilAsserted(() -> assertThat(records.all()).hasSize(1));
        assertThat(world.pair("former")).isEqualTo(former);

        world.advance(Duration.ofHours(2));
        await("all of them to be gone")
                .untilAsserted(() -> assertThat(records.all()).isEmpty());
        assertThat(world.chalk.accepts(former)).isFalse();
        assertThat(world.user
                        .secrets()
                        .inNamespace(world.namespace)
                        .withName("former")
                        .get())
                .isNull();
        assertThat(world.chalk.accepts(world.pair("latter"))).isTrue();
    }

    /**
     * The API server stamps a deletion with its own clock, so the end of the grace period is computed from real time.
     */
    private void handOver() {
        var later = Instant.now().plus(OperatorUnderTest.HAND_OVER).plusSeconds(1);
        world.advance(Duration.between(world.clock.instant(), later));
    }

    private void wakeRecords() {
        world.advance(Duration.ofSeconds(1));
    }

    private void applyClusterConnection() {
        world.apply(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: own, namespace: %2$s}
                stringData: {client_id: %3$s, client_secret: %4$s}
                ---
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ClusterChalkConnection
                metadata: {name: %1$s, labels: {test: %1$s}}
                spec:
                  apiServer: %5$s
                  credentialsSecretRef: {name: own, namespace: %2$s}
                  policy: {namespaces: {matchLabels: {"kubernetes.io/metadata.name": %1$s}}}
                """
                        .formatted(
                                world.namespace,
                                world.ownNamespace,
                                SimulatedChalk.BOOTSTRAP.clientId(),
                                SimulatedChalk.BOOTSTRAP.clientSecret().reveal(),
                                world.server.uri()));
    }
}
