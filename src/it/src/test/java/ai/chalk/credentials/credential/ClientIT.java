// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.BlockingPod;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.decision.OperatorLimits;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatedTeam;
import ai.chalk.credentials.testing.SharedCluster;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * docs/design.md, promise 5, as clients see it: a real Deployment controller and a real kubelet, a process per pod that reads its
 * mounted Secret once and calls Chalk 20 times a second, and access tokens that are valid for 5 seconds. No call may
 * ever be rejected.
 */
class ClientIT {

    private static final String ROTATIONS = "chalk.client.rotations";
    private static final String NAME = "scorer";
    private static final int PODS = 2;
    private static final Duration ACCESS = Duration.ofSeconds(5);
    private static final int CALLS_PER_SECOND = 20;
    private static final OperatorLimits LIMITS =
            new OperatorLimits(Duration.ofMinutes(1), 1000, Duration.ofMinutes(10));

    private CredentialWorld world;
    private PodClients clients;

    @BeforeEach
    void start() throws Exception {
        SharedCluster.withNode();
        var chalk =
                SimulatedChalk.standard(SimulatedTeam.standard().withAccessTokenLifetime(ACCESS), Clock.systemUTC());
        world = CredentialWorld.start(MutableClock.ofRealTime(), chalk, LIMITS);
        clients = new PodClients(world);
    }

    @AfterEach
    void stop() {
        clients.close();
        world.close();
    }

    @Test
    void restartedClientsNeverSeeARejectedCall() throws Exception {
        int rotations = Integer.getInteger(ROTATIONS, 50);
        deploy("rotation: {overlap: 0s}", "rolloutRestartTargets: [{kind: Deployment, name: app}]");
        long start = System.nanoTime();

        for (int revision = 2; revision <= rotations + 1; revision++) {
            rotate(revision);
            await("the credential to have no retiring token")
                    .untilAsserted(
                            () -> assertThat(world.status(NAME).retiring()).isEmpty());
            awaitAllCalling();
        }

        report("with a restart target", rotations, start);
        assertThat(clients.traffic.rejected()).isZero();
        assertThat(world.alive(NAME)).hasSize(1);
    }

    @Test
    void clientsWithoutARestartKeepTheirToken() throws Exception {
        deploy("rotation: {overlap: 0s, interval: 12h, spread: 0s}");
        long start = System.nanoTime();
        var first = world.pair(NAME);
        rotate(2);
        await("the containers that block the revocation")
                .untilAsserted(() -> assertThat(world.status(NAME).retiring())
                        .singleElement()
                        .satisfies(token -> assertThat(token.blockedBy())
                                .extracting(BlockingPod::pod)
                                .containsExactlyInAnyOrderElementsOf(podNames())));

        world.advance(Duration.ofDays(1));
        var blocked = world.eventuallyTrue(NAME, "RevocationBlocked", "InUse");
        assertThat(blocked.message()).contains(podNames());
        world.eventuallyTrue(NAME, "RotationOverdue", "NotRotated");
        awaitAnotherExchange();
        assertThat(world.chalk.accepts(first)).isTrue();
        assertThat(clients.traffic.rejected()).isZero();

        world.user.pods().inNamespace(world.namespace).delete();
        world.ready(NAME, 3);
        await("Chalk to refuse the first pair")
                .untilAsserted(() -> assertThat(world.chalk.accepts(first)).isFalse());
        awaitAllCalling();
        awaitAnotherExchange();
        report("without a restart target", 2, start);
        assertThat(clients.traffic.rejected()).isZero();
    }

    /** Shows that the other tests can fail. */
    @Test
    void clientsAreRejectedIfRevocationsDoNotWait() throws Exception {
        deploy("rotation: {overlap: 0s, revocationPolicy: AfterOverlap}");

        rotate(2);

        await("a rejected call")
                .untilAsserted(() -> assertThat(clients.traffic.rejected()).isPositive());
    }

    private void deploy(String... spec) throws Exception {
        world.applyCredential(NAME, spec);
        world.ready(NAME, 1);
        world.apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, namespace: %s}
                spec:
                  replicas: %d
                  strategy: {rollingUpdate: {maxSurge: 100%%, maxUnavailable: 0}}
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      containers:
                      - name: main
                        image: none
                        volumeMounts: [{name: chalk, mountPath: /chalk}]
                        lifecycle: {preStop: %s}
                      volumes: [{name: chalk, secret: {secretName: %s}}]
                """
                        .formatted(world.namespace, PODS, clients.preStop(), NAME));
        awaitAllCalling();
        awaitAnotherExchange();
    }

    private void rotate(int revision) throws Exception {
        world.user
                .resources(ChalkServiceCredential.class)
                .inNamespace(world.namespace)
                .withName(NAME)
                .edit(credential -> {
                    credential
                            .getMetadata()
                            .getAnnotations()
                            .put("credentials.chalk.ai/rotate-requested-at", "for " + revision);
                    return credential;
                });
        await("the credential to have the next revision").untilAsserted(() -> assertThat(
                        Objects.requireNonNull(world.status(NAME).current()).revision())
                .isEqualTo(revision));
    }

    private void awaitAllCalling() throws Exception {
        await("all clients to call Chalk")
                .untilAsserted(() -> assertThat(clients.areCalling(PODS)).isTrue());
    }

    /** Waits for so many calls that each client must have exchanged its pair again. */
    private void awaitAnotherExchange() throws Exception {
        long enough =
                clients.traffic.accepted() + clients.traffic.rejected() + PODS * CALLS_PER_SECOND * ACCESS.toSeconds();
        await("another exchange by each client")
                .untilAsserted(() -> assertThat(clients.traffic.accepted() + clients.traffic.rejected())
                        .isGreaterThan(enough));
    }

    private List<String> podNames() {
        return world.user.pods().inNamespace(world.namespace).list().getItems().stream()
                .map(Pod::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    private void report(String what, int rotations, long start) {
        System.out.printf(
                "ClientIT %s: %d rotations, %d calls accepted, %d rejected, %d s%n",
                what,
                rotations,
                clients.traffic.accepted(),
                clients.traffic.rejected(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }
}
