// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.time.Duration;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/design.md, promises 3 and 11: tokens of this installation that nothing holds are eventually revoked, and no other tokens. */
@Tag("cluster")
class OrphanTest {

    /** At most this many inventory rounds pass until the operator reads the holders of tokens again. */
    private static final int ROUNDS_TO_AN_ANSWER = 12;

    private CredentialWorld world;

    @BeforeEach
    void start() {
        world = CredentialWorld.withoutOperator();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void isCountedAtOnceAndRevokedAfterTheQuarantine() throws Exception {
        world.startOperator();
        connected();
        var token = stray(named(world.namespace));
        world.inventoryRound();
        eventuallyCounted(1);
        await("the event OrphansFound")
                .untilAsserted(() -> assertThat(world.events()).contains("OrphansFound"));

        var connection = world.chalkConnection();
        world.inventoryRound();
        assertThat(isAlive(token)).isTrue();
        world.nothingWasWrittenInto(connection);

        world.clock.advance(OperatorUnderTest.QUARANTINE);
        world.inventoryRound();

        await("the token to be revoked")
                .untilAsserted(() -> assertThat(isAlive(token)).isFalse());
        eventuallyCounted(0);
        await("the event OrphanRevoked")
                .untilAsserted(() -> assertThat(world.events()).contains("OrphanRevoked"));
    }

    @Test
    void isNeverRevokedAtTheFirstLook() throws Exception {
        var token = stray(named(world.namespace));
        world.clock.advance(Duration.ofDays(1));
        world.startOperator();
        connected();

        world.inventoryRound();
        eventuallyCounted(1);
        assertThat(isAlive(token)).isTrue();

        world.inventoryRound();
        await("the token to be revoked")
                .untilAsserted(() -> assertThat(isAlive(token)).isFalse());
    }

    @Test
    void isOnlyReportedIfRevocationIsDisabled() throws Exception {
        world.reaping = false;
        var token = stray(named(world.namespace));
        world.clock.advance(Duration.ofDays(1));
        world.startOperator();
        connected();

        threeRounds();

        eventuallyCounted(1);
        assertThat(isAlive(token)).isTrue();
        assertThat(world.chalk.calls(Procedure.DELETE_SERVICE_TOKEN)).isZero();
    }

    @Test
    void nothingIsRevokedWhileThisMayBeACopyOfTheCluster() throws Exception {
        world.confirmed = false;
        var token = stray(named(world.namespace));
        world.clock.advance(Duration.ofDays(1));
        world.startOperator();
        connected();

        threeRounds();
        await("the event ClusterNotConfirmed")
                .untilAsserted(() -> assertThat(world.events()).contains("ClusterNotConfirmed"));
        assertThat(isAlive(token)).isTrue();

        world.confirmed = true;
        world.inventoryRound();
        await("the token to be revoked")
                .untilAsserted(() -> assertThat(isAlive(token)).isFalse());
    }

    @Test
    void tokensOfOtherOwnersOrClustersAreLeftAlone() throws Exception {
        var theirs = stray("k8s/theirs/" + world.namespace + "/a/01234567/1");
        var longer = stray("k8s/" + OperatorUnderTest.INSTALLATION + "2/" + world.namespace + "/a/01234567/1");
        var somebodys = stray("a token of somebody");
        var elsewhere = stray(named("not-watched"));
        var odd = stray("k8s/" + OperatorUnderTest.INSTALLATION + "/" + world.namespace);
        var former = stray("k8s/" + OperatorUnderTest.FORMER + "/" + world.namespace + "/a/01234567/1");
        world.clock.advance(Duration.ofDays(1));
        world.startOperator();
        connected();

        threeRounds();

        await("the former token to be revoked")
                .untilAsserted(() -> assertThat(isAlive(former)).isFalse());
        eventuallyCounted(2);
        for (var token : new String[] {theirs, longer, somebodys, elsewhere, odd}) {
            assertThat(isAlive(token)).isTrue();
        }
    }

    @Test
    void aTokenThatASecretHoldsIsNoOrphan() throws Exception {
        world.startOperator();
        world.applyCredential("retained", "deletionPolicy: Retain");
        world.applyCredential("kept");
        world.ready("retained", 1);
        world.ready("kept", 1);
        world.delete("retained");
        await("credential retained to be gone")
                .untilAsserted(() -> assertThat(world.find("retained")).isNull());

        world.clock.advance(Duration.ofDays(1));
        threeRounds();

        assertThat(world.chalk.accepts(world.pair("retained"))).isTrue();
        assertThat(world.chalk.accepts(world.pair("kept"))).isTrue();
        eventuallyCounted(0);

        world.user.secrets().inNamespace(world.namespace).withName("retained").delete();
        for (int round = 0; round < ROUNDS_TO_AN_ANSWER; round++) {
            world.inventoryRound();
        }
        await("no valid token of retained in Chalk")
                .untilAsserted(() -> assertThat(world.alive("retained")).isEmpty());
        assertThat(world.chalk.accepts(world.pair("kept"))).isTrue();
    }

    @Test
    void aTokenThatAChalkRevocationNamesIsNoOrphan() throws Exception {
        var token = stray(named(world.namespace));
        var record = "held-" + world.namespace;
        world.apply(
                """
                apiVersion: credentials.chalk.ai/v1alpha1
                kind: ChalkRevocation
                metadata: {name: %s, namespace: %s}
                spec:
                  tokenId: %s
                  clientId: somebody
                  environmentId: %s
                  connection: {kind: ChalkConnection, namespace: %s, name: chalk, apiServer: http://127.0.0.1:1}
                  origin: {namespace: %s, name: a, uid: "01234567"}
                  reason: CredentialDeleted
                """
                        .formatted(record, world.ownNamespace, token, environment(), world.namespace, world.namespace));
        world.clock.advance(Duration.ofDays(1));
        world.startOperator();
        connected();

        threeRounds();

        eventuallyCounted(0);
        assertThat(isAlive(token)).isTrue();
        world.user
                .resources(ChalkRevocation.class)
                .inNamespace(world.ownNamespace)
                .withName(record)
                .delete();
    }

    @Test
    void aFailedRevocationIsRetried() throws Exception {
        var token = stray(named(world.namespace));
        world.clock.advance(Duration.ofDays(1));
        world.chalk
                .faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.UNAVAILABLE))
                        .on(Procedure.DELETE_SERVICE_TOKEN)
                        .once());
        world.startOperator();
        connected();

        threeRounds();

        await("the token to be revoked")
                .untilAsserted(() -> assertThat(isAlive(token)).isFalse());
        assertThat(world.chalk.calls(Procedure.DELETE_SERVICE_TOKEN)).isEqualTo(2);
    }

    private void threeRounds() throws Exception {
        connected();
        world.inventoryRound();
        world.inventoryRound();
        world.inventoryRound();
    }

    /** The first inventory round comes one interval after the connection became ready. */
    private void connected() throws Exception {
        await("the operator to see connection chalk")
                .untilAsserted(() -> assertThat(world.operatorSees("chalk")).isTrue());
    }

    private void eventuallyCounted(int orphans) throws Exception {
        await("the count of orphans")
                .untilAsserted(() -> assertThat(world.chalkConnection().getStatus())
                        .extracting(ConnectionStatus::orphans)
                        .isEqualTo(orphans));
    }

    private static String named(String namespace) {
        return "k8s/" + OperatorUnderTest.INSTALLATION + "/" + namespace + "/a/01234567/1";
    }

    private String environment() {
        return world.chalk.world().environmentId("fraud", "production");
    }

    /** The id of a token that no object in the cluster contains. */
    private String stray(String name) {
        var grants = new Grants(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        return world.chalk
                .createBehindOurBack(environment(), new NewServiceToken(name, grants))
                .id();
    }

    private boolean isAlive(String tokenId) {
        return world.chalk.liveTokens().stream().anyMatch(token -> token.id().equals(tokenId));
    }
}
