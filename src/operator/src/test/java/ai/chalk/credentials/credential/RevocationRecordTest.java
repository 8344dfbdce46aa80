// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** ChalkRevocations: which tokens they revoke, which they never touch, and what they report meanwhile. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationRecordTest {

    private CredentialWorld world;
    private RevocationRecords records;

    @BeforeAll
    void start() {
        world = CredentialWorld.start();
        records = new RevocationRecords(world);
    }

    @AfterEach
    void chalkIsWell() {
        world.chalk.faults().clear();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void revokesATokenAndIsDeleted() throws Exception {
        var token = records.left("simple", 1);

        records.create("simple", records.ofToken("simple", token));

        records.eventuallyGone("simple");
        assertThat(records.isAlive(token)).isFalse();
        await("the event Revoked")
                .untilAsserted(() ->
                        assertThat(records.events()).contains("reason: Revoked").contains(token.id()));
    }

    @Test
    void revokesATokenOfAFormerInstallationName() throws Exception {
        var token = records.token(records.prefix(OperatorUnderTest.FORMER, "former") + 1);

        records.create("former", records.ofToken("former", token));

        records.eventuallyGone("former");
        assertThat(records.isAlive(token)).isFalse();
    }

    @Test
    void isDeletedWhenTheTokenIsMissingFromTwoListingsAMinuteApart() throws Exception {
        records.create("missing", records.ofToken("missing", "no-such-token", "no-such-client"));

        records.waitsFor("missing", "Reconciling", "TokenNotListed");
        world.advance(Duration.ofMinutes(3));

        records.eventuallyGone("missing");
    }

    @Test
    void doesNotTouchATokenThatChalkListsUnderAnotherName() throws Exception {
        var foreign = records.token("somebody-elses-token");
        var neighbour = records.left("neighbour", 1);

        records.create("foreign", records.ofToken("mine", foreign));
        records.create("neighbour", records.ofToken("mine", neighbour));

        assertThat(records.waitsFor("foreign", "Stalled", "TokenNotOwned").message())
                .contains(foreign.id());
        records.waitsFor("neighbour", "Stalled", "TokenNotOwned");
        assertThat(records.isAlive(foreign)).isTrue();
        assertThat(records.isAlive(neighbour)).isTrue();
    }

    @Test
    void doesNotTouchATokenOfAnotherClientId() throws Exception {
        var token = records.left("client", 1);

        records.create("client", records.ofToken("client", token.id(), "client-of-somebody-else"));

        records.waitsFor("client", "Stalled", "TokenNotOwned");
        assertThat(records.isAlive(token)).isTrue();
    }

    @Test
    void doesNotUseTheConnectionOfAnotherNamespace() throws Exception {
        var token = records.left("elsewhere", 1);
        var pinned = new PinnedConnection(ConnectionKind.CHALK_CONNECTION, "kube-system", "chalk", "https://x");

        records.create("elsewhere", records.ofToken("elsewhere", token).withConnection(pinned));

        records.waitsFor("elsewhere", "Stalled", "ConnectionNotAllowed");
        assertThat(records.isAlive(token)).isTrue();
    }

    @Test
    void callsOnlyTheApiServerThatIssuedTheToken() throws Exception {
        var token = records.left("moved", 1);
        var pinned = new PinnedConnection(
                ConnectionKind.CHALK_CONNECTION, world.namespace, "chalk", "https://former.example.com");

        records.create("moved", records.ofToken("moved", token).withConnection(pinned));

        records.waitsFor("moved", "Stalled", "ConnectionMoved");
        assertThat(records.isAlive(token)).isTrue();
    }

    @Test
    void waitsUntilWorkloadsUseTheSuccessor() throws Exception {
        var token = records.left("early", 1);
        var notBefore = world.clock.instant().plus(Duration.ofHours(1));

        records.create("early", records.ofToken("early", token).withNotBefore(notBefore));

        records.waitsFor("early", "Reconciling", "NotYetDue");
        assertThat(records.status("early").nextAttemptTime()).isEqualTo(notBefore);
        assertThat(records.status("early").attempts()).isNull();
        assertThat(records.isAlive(token)).isTrue();

        world.advance(Duration.ofHours(1));
        records.eventuallyGone("early");
        assertThat(records.isAlive(token)).isFalse();
    }

    @Test
    void retriesLaterAndWritesNothingMeanwhile() throws Exception {
        refuse(ConnectCode.UNAVAILABLE);
        var token = records.left("later", 1);
        records.create("later", records.ofToken("later", token));
        records.waitsFor("later", "Reconciling", "ChalkUnavailable");
        world.advance(Duration.ofMinutes(5));
        await("the number of attempts")
                .untilAsserted(
                        () -> assertThat(records.status("later").attempts()).isGreaterThanOrEqualTo(2));
        var written = records.find("later").orElseThrow();

        world.advance(Duration.ZERO);
        world.applyCredential("busy");
        world.ready("busy", 1);
        assertThat(records.find("later").orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(written.getMetadata().getResourceVersion());

        world.chalk.faults().clear();
        world.advance(Duration.ofMinutes(5));
        records.eventuallyGone("later");
        assertThat(records.isAlive(token)).isFalse();
    }

    @Test
    void isStalledIfTheConnectionMayNotRevoke() throws Exception {
        refuse(ConnectCode.PERMISSION_DENIED);
        var token = records.left("denied", 1);

        records.create("denied", records.ofToken("denied", token));

        records.waitsFor("denied", "Stalled", "PermissionDenied");
        await("the event PermissionDenied")
                .untilAsserted(() -> assertThat(records.events()).contains("reason: PermissionDenied"));
        assertThat(Duration.between(
                        world.clock.instant(), records.status("denied").nextAttemptTime()))
                .isEqualTo(Duration.ofMinutes(10));

        world.chalk.faults().clear();
        world.advance(Duration.ofMinutes(10));
        records.eventuallyGone("denied");
        assertThat(records.isAlive(token)).isFalse();
    }

    @Test
    void sweepsWhatAttemptsLeftUntilTwoListingsShowNone() throws Exception {
        var prefix = records.prefix(OperatorUnderTest.INSTALLATION, "swept");
        var strays = new IssuedToken[] {records.left("swept", 1), records.left("swept", 2)};
        var kept = records.left("swept", 3);
        var byId = records.left("swept", 4);
        var unlike = records.token(prefix + "x");
        var other = records.left("swept-too", 1);
        var due = world.clock.instant().plus(Duration.ofDays(1));
        records.create("by-id", records.ofToken("swept", byId).withNotBefore(due));

        records.create("swept", records.ofAttempts("swept", prefix).withKeptTokenId(kept.id()));

        records.waitsFor("swept", "Reconciling", "WatchingForStrays");
        assertThat(strays).noneMatch(records::isAlive);
        var late = records.left("swept", 5);
        world.advance(Duration.ofMinutes(2));
        await("the late token to be revoked")
                .untilAsserted(() -> assertThat(records.isAlive(late)).isFalse());
        world.advance(Duration.ofMinutes(2));
        await("the number of attempts")
                .untilAsserted(
                        () -> assertThat(records.status("swept").attempts()).isEqualTo(3));
        world.advance(Duration.ofMinutes(2));
        records.eventuallyGone("swept");
        assertThat(new IssuedToken[] {kept, byId, unlike, other}).allMatch(records::isAlive);
        records.find("by-id").ifPresent(found -> world.user.resource(found).delete());
    }

    @Test
    void sweepsNothingForAPrefixThatIsNotItsCredentials() throws Exception {
        var other = records.left("other", 1);

        records.create("wide", records.ofAttempts("mine", "k8s/" + OperatorUnderTest.INSTALLATION + "/"));

        records.waitsFor("wide", "Stalled", "TokenNotOwned");
        assertThat(records.isAlive(other)).isTrue();
    }

    @Test
    void leavesATokenThatACredentialHoldsAgain() throws Exception {
        world.applyCredential("back");
        var current = Objects.requireNonNull(world.ready("back", 1).current());

        records.create("back", records.ofToken("back", current.tokenId(), current.clientId()));

        assertThat(records.waitsFor("back", "Stalled", "TokenInUse").message())
                .contains(current.tokenId(), world.namespace + "/back");
        assertThat(world.chalk.accepts(world.pair("back"))).isTrue();

        world.delete("back");
        await("credential back to be gone")
                .untilAsserted(() -> assertThat(world.find("back")).isNull());
        world.advance(Duration.ofMinutes(10));
        records.waitsFor("back", "Reconciling", "TokenNotListed");
        world.advance(Duration.ofMinutes(6));
        records.eventuallyGone("back");
    }

    @Test
    void aRecordThatAUserDeletesIsClosed() throws Exception {
        refuse(ConnectCode.UNAVAILABLE);
        var token = records.left("closed", 1);
        records.create("closed", records.ofToken("closed", token));
        records.waitsFor("closed", "Reconciling", "ChalkUnavailable");

        world.user.resource(records.find("closed").orElseThrow()).delete();

        records.eventuallyGone("closed");
        world.chalk.faults().clear();
        assertThat(records.isAlive(token)).isTrue();
    }

    private void refuse(ConnectCode code) {
        world.chalk.faults().add(FaultRule.of(Fault.refuse(code)).on(Procedure.DELETE_SERVICE_TOKEN));
    }
}
