// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.FakeChalkConnector;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import ai.chalk.credentials.simulator.ConnectCode;
import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which calls a connection makes to Chalk and when, and which client its credentials may use in the meantime. */
class ConnectionProbeTest {

    private static final String API_SERVER = "https://api.chalk.ai";
    private static final ClientCredentials SUCCESSOR = pair("successor", "successor-secret");
    private static final ClientCredentials WRONG = pair("nobody", "nothing");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T03:00:00Z"));
    private final SimulatedChalk chalk = SimulatedChalk.standard(clock);
    private final FakeChalkConnector connector = new FakeChalkConnector(chalk);
    private final ConnectionProbe probe = new ConnectionProbe(
            connector, over -> (environmentId, newerThan) -> new TokenListing(newerThan, List.of()));

    @Test
    void aNewConnectionCostsThreeCallsAndAnUnchangedOneNone() {
        var session = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));

        assertThat(session.setback()).isEmpty();
        assertThat(chalk.totalCalls()).isEqualTo(3);
        clock.advance(Duration.ofMinutes(7));
        assertThat(probe(session, found(SimulatedChalk.BOOTSTRAP))).isSameAs(session);
        assertThat(chalk.totalCalls()).isEqualTo(3);
    }

    @Test
    void aCheckOfAWorkingConnectionCostsOneCall() {
        var session = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        chalk.resetCounters();
        clock.advance(session.wait(pass()));

        probe(session, found(SimulatedChalk.BOOTSTRAP));

        assertThat(chalk.totalCalls()).isEqualTo(1);
        assertThat(chalk.calls(Procedure.GET_TEAM)).isEqualTo(1);
        assertThat(connector.opened()).hasSize(1);
    }

    @Test
    void aCheckIsDueWithinTenMinutes() {
        var session = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));

        assertThat(session.wait(pass())).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(10));
    }

    @Test
    void aCheckByAClockThatWasAheadIsMadeAgain() {
        clock.advance(Duration.ofDays(1));
        var session = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        chalk.resetCounters();
        clock.advance(Duration.ofDays(-1));

        assertThat(session.wait(pass())).isEqualTo(Duration.ofSeconds(1));
        var again = probe(session, found(SimulatedChalk.BOOTSTRAP));

        assertThat(chalk.totalCalls()).isPositive();
        assertThat(again.wait(pass())).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(10));
    }

    @Test
    void aFailureByAClockThatWasAheadDelaysNothing() {
        clock.advance(Duration.ofDays(1));
        var failed = probe(ConnectionSession.NONE, found(WRONG));
        clock.advance(Duration.ofDays(-1));

        assertThat(failed.wait(pass())).isEqualTo(Duration.ofSeconds(1));
        var again = probe(failed, found(WRONG));

        assertThat(again.wait(pass())).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(10));
    }

    @Test
    void theOldClientStaysWhileChalkIsUnavailable() {
        var healthy = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        clock.advance(Duration.ofMinutes(10));
        chalk.faults().add(FaultRule.of(Fault.unreachable()));

        var away = probe(healthy, found(SimulatedChalk.BOOTSTRAP));

        assertThat(reason(away)).contains(ConnectionReason.CHALK_UNREACHABLE);
        assertThat(away.verified()).isEqualTo(healthy.verified());
    }

    @Test
    void chalkIsNotCalledUntilTheNextAttemptIsDue() {
        chalk.faults().add(FaultRule.of(Fault.unreachable()));
        var first = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        int calls = chalk.totalCalls();

        assertThat(probe(first, found(SimulatedChalk.BOOTSTRAP))).isSameAs(first);
        assertThat(chalk.totalCalls()).isEqualTo(calls);
    }

    @Test
    void waitsGrowToFiveMinutesAndStay() {
        chalk.faults().add(FaultRule.of(Fault.unreachable()));
        var session = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        var longest = Duration.ZERO;
        for (int attempt = 1; attempt <= 20; attempt++) {
            var wait = session.wait(pass());
            assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
            longest = wait;
            clock.advance(wait);
            session = probe(session, found(SimulatedChalk.BOOTSTRAP));
            assertThat(session.setback().orElseThrow().count()).isEqualTo(attempt + 1);
        }
        assertThat(longest).isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void waitsAsLongAsChalkAsks() {
        chalk.faults().add(FaultRule.of(Fault.refuse(ConnectCode.RESOURCE_EXHAUSTED, Duration.ofMinutes(2))));

        var session = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));

        assertThat(reason(session)).contains(ConnectionReason.THROTTLED);
        assertThat(session.wait(pass())).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aWrongPairIsProbedEveryTenMinutesAndIsNotUsed() {
        var healthy = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));

        var refused = probe(healthy, found(WRONG));

        assertThat(refused.setback().orElseThrow().problem())
                .isEqualTo(ConnectionProblem.of(
                        ConnectionReason.UNAUTHORIZED,
                        "Chalk at https://api.chalk.ai does not accept client id nobody and its secret: put a pair that"
                                + " is valid there into the Secret"));
        assertThat(refused.verified()).isEmpty();
        assertThat(refused.wait(pass())).isBetween(Duration.ofMinutes(7), Duration.ofMinutes(10));
    }

    @Test
    void theOldPairIsUsedUntilTheNewOneIsVerified() {
        var healthy = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        chalk.addCaller(SUCCESSOR);
        chalk.faults().add(FaultRule.of(Fault.unreachable()).once());

        var pending = probe(healthy, found(SUCCESSOR));
        clock.advance(pending.wait(pass()));
        var proved = probe(pending, found(SUCCESSOR));

        assertThat(clientId(pending)).contains(SimulatedChalk.BOOTSTRAP.clientId());
        assertThat(clientId(proved)).contains("successor");
        assertThat(connector.opened()).as("not opened once more for the retry").hasSize(2);
    }

    @Test
    void theOldPairIsNeverUsedForAnotherApiServer() {
        var healthy = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        chalk.faults().add(FaultRule.of(Fault.unreachable()));
        var moved = new ProbeContext(pass().key(), "https://other.chalk.ai", 2, clock.instant());

        var session = probe.probe(moved, found("https://other.chalk.ai", Optional.empty()), healthy);

        assertThat(session.verified()).isEmpty();
    }

    @Test
    void theOldPairIsNeverUsedWithAnotherCaBundle() {
        var healthy = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        chalk.faults().add(FaultRule.of(Fault.unreachable()));

        var session = probe(healthy, found(API_SERVER, Optional.of("certificates")));

        assertThat(session.verified()).isEmpty();
    }

    @Test
    void aLostSecretEndsTheOldClientUnlessACredentialWritesIt() {
        var theirs = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        var ours = probe(ConnectionSession.NONE, ours(SimulatedChalk.BOOTSTRAP));
        Resolution<ObservedConnection> lost = Resolution.unusable(ConnectionReason.SECRET_NOT_FOUND, "gone");

        assertThat(probe(theirs, lost).verified()).isEmpty();
        assertThat(probe(ours, lost).verified()).isEqualTo(ours.verified());
    }

    @Test
    void aDamagedSecretOfACredentialKeepsTheOldClientButARevokedPairDoesNot() {
        var ours = probe(ConnectionSession.NONE, ours(SimulatedChalk.BOOTSTRAP));

        assertThat(probe(ours, ours(WRONG)).verified()).isEqualTo(ours.verified());

        chalk.endAccessTokens();
        chalk.faults().add(FaultRule.of(Fault.refuse(ConnectCode.UNAUTHENTICATED)));
        clock.advance(Duration.ofMinutes(10));
        assertThat(probe(ours, ours(SimulatedChalk.BOOTSTRAP)).verified()).isEmpty();
    }

    @Test
    void aChangeOfPolicyAloneCausesNoCall() {
        var healthy = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        var edited = new ProbeContext(pass().key(), API_SERVER, 2, clock.instant());

        assertThat(probe.probe(edited, found(SimulatedChalk.BOOTSTRAP), healthy))
                .isSameAs(healthy);
    }

    @Test
    void everyReconcileIsDeterministic() {
        chalk.faults().add(FaultRule.of(Fault.unreachable()));

        var first = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));
        var second = probe(ConnectionSession.NONE, found(SimulatedChalk.BOOTSTRAP));

        assertThat(first.setback()).isEqualTo(second.setback());
    }

    private ConnectionSession probe(ConnectionSession before, Resolution<ObservedConnection> seen) {
        return probe.probe(pass(), seen, before);
    }

    private ProbeContext pass() {
        return new ProbeContext(ConnectionKey.cluster("default"), API_SERVER, 1, clock.instant());
    }

    private static Resolution<ObservedConnection> found(ClientCredentials pair) {
        return Resolution.found(new ObservedConnection(settings(API_SERVER, pair, Optional.empty()), false));
    }

    private static Resolution<ObservedConnection> ours(ClientCredentials pair) {
        return Resolution.found(new ObservedConnection(settings(API_SERVER, pair, Optional.empty()), true));
    }

    private static Resolution<ObservedConnection> found(String apiServer, Optional<String> caBundle) {
        return Resolution.found(new ObservedConnection(settings(apiServer, SimulatedChalk.BOOTSTRAP, caBundle), false));
    }

    private static Settings settings(String apiServer, ClientCredentials pair, Optional<String> caBundle) {
        return new Settings(URI.create(apiServer), pair, caBundle, 50, 16);
    }

    private static ClientCredentials pair(String clientId, String secret) {
        return new ClientCredentials(clientId, new ClientSecret(secret));
    }

    private static Optional<ConnectionReason> reason(ConnectionSession session) {
        return session.setback().map(setback -> setback.problem().reason());
    }

    private static Optional<String> clientId(ConnectionSession session) {
        return session.verified()
                .map(last -> last.way().settings().credentials().clientId());
    }
}
