// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static ai.chalk.credentials.chalk.Tokens.grants;
import static ai.chalk.credentials.chalk.Tokens.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.ServiceToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what the port does not show, and what only the simulator has. */
class SimulatedChalkTest {

    private static final SimulatedTeam WORLD = SimulatedTeam.standard().withAccessTokenLifetime(Duration.ofMinutes(10));
    private static final String PRODUCTION = WORLD.environmentId("fraud", "production");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-08-01T10:00:00Z"));
    private final SimulatedChalk chalk = SimulatedChalk.standard(WORLD, clock);
    private final ChalkCalls calls = chalk.calls(latency -> {});

    @Test
    void anAccessTokenOutlivesItsServiceTokenUntilItEnds() {
        var token = chalk.createBehindOurBack(PRODUCTION, named("dead", "tokens.list"));
        var bearer = bearer(token.credentials());
        chalk.revokeBehindOurBack(token.id());

        assertThat(calls.list(bearer)).isNotEmpty();
        assertRefused(ConnectCode.UNAUTHENTICATED, () -> calls.exchange(token.credentials()));

        clock.advance(Duration.ofMinutes(10));
        assertRefused(ConnectCode.UNAUTHENTICATED, () -> calls.list(bearer));
    }

    @Test
    void aChangeOfPermissionsTakesEffectAtOnce() {
        var bearer = bearer(SimulatedChalk.BOOTSTRAP);
        chalk.changePermissionsBehindOurBack(SimulatedChalk.BOOTSTRAP.clientId(), Set.of("tokens.list"));

        assertThat(calls.list(bearer)).hasSize(1);
        assertRefused(ConnectCode.PERMISSION_DENIED, () -> calls.create(bearer, named("no")));
    }

    @Test
    void changesGrantsWithoutAsking() {
        var token = chalk.createBehindOurBack(PRODUCTION, named("drifted"));

        assertThat(chalk.changeGrantsBehindOurBack(token.id(), grants("query.offline")))
                .isTrue();
        assertThat(chalk.liveTokens()).extracting(ServiceToken::grants).containsExactly(grants("query.offline"));
        assertThat(chalk.changeGrantsBehindOurBack("nothing", grants())).isFalse();
    }

    @Test
    void aFaultConcernsOnlyTokensOfThatNameAsOftenAsItSays() {
        var bearer = bearer(SimulatedChalk.BOOTSTRAP);
        chalk.faults()
                .add(FaultRule.of(Fault.refuse(ConnectCode.INTERNAL))
                        .forTokensNamed("bad")
                        .times(2));

        calls.create(bearer, named("good"));
        assertRefused(ConnectCode.INTERNAL, () -> calls.create(bearer, named("a-bad-one")));
        assertRefused(ConnectCode.INTERNAL, () -> calls.create(bearer, named("a-bad-one")));
        var last = calls.create(bearer, named("a-bad-one"));

        chalk.faults().add(FaultRule.of(Fault.refuse(ConnectCode.INTERNAL)).forTokensNamed("bad"));
        assertRefused(
                ConnectCode.INTERNAL, () -> calls.delete(bearer, last.token().id()));
        assertRefused(ConnectCode.INTERNAL, () -> calls.exchange(last.token().credentials()));
    }

    @Test
    void faultsAddUpAndMayHappenMeanwhile() {
        var bearer = bearer(SimulatedChalk.BOOTSTRAP);
        chalk.faults()
                .add(FaultRule.of(Fault.meanwhile(() -> chalk.createBehindOurBack(PRODUCTION, named("theirs")))
                                .afterTheChange())
                        .once());
        chalk.faults().add(FaultRule.of(Fault.answerLost()).once());

        assertThatThrownBy(() -> calls.create(bearer, named("ours"))).isInstanceOf(DisruptedException.class);

        assertThat(chalk.liveTokens()).extracting(ServiceToken::name).containsExactly("ours", "theirs");
        assertThat(chalk.faults().pending()).isEmpty();
    }

    @Test
    void aListingLagsByChangesOfItsEnvironment() {
        var bearer = bearer(SimulatedChalk.BOOTSTRAP);
        var first = chalk.createBehindOurBack(PRODUCTION, named("first"));
        chalk.changeGrantsBehindOurBack(first.id(), grants("logs.list"));
        chalk.createBehindOurBack(WORLD.environmentId("fraud", "staging"), named("elsewhere"));
        chalk.revokeBehindOurBack(first.id());
        chalk.faults().add(FaultRule.of(Fault.staleListing(2)));

        assertThat(calls.list(bearer))
                .filteredOn(token -> token.id().equals(first.id()))
                .extracting(ServiceToken::grants)
                .containsExactly(grants("query.online"));
    }

    @Test
    void countsCallsAndKnowsWhatWasIssued() {
        var bearer = bearer(SimulatedChalk.BOOTSTRAP);
        var created = calls.create(bearer, named("one")).token();

        assertThat(chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(1);
        assertThat(chalk.totalCalls()).isEqualTo(2);
        assertThat(chalk.issuedSecrets())
                .containsExactlyInAnyOrder(
                        created.credentials().clientSecret().reveal(),
                        bearer.accessToken().reveal());
        assertThat(bearer + " " + created + " " + chalk.liveTokens()).doesNotContain(chalk.issuedSecrets());

        chalk.resetCounters();
        assertThat(chalk.totalCalls()).isZero();
    }

    @Test
    void servesManyThreads() {
        var bearer = bearer(SimulatedChalk.BOOTSTRAP);

        IntStream.range(0, 500).parallel().forEach(number -> {
            var created = calls.create(bearer, named("token-" + number)).token();
            if (number % 2 == 0) {
                calls.delete(bearer, created.id());
            }
        });

        assertThat(chalk.liveTokens()).hasSize(250);
        assertThat(chalk.calls(Procedure.CREATE_SERVICE_TOKEN)).isEqualTo(500);
    }

    @Test
    void refusesASecondCallerOfOneClientId() {
        var twin = new ClientCredentials(SimulatedChalk.BOOTSTRAP.clientId(), new ClientSecret("other"));

        assertThatThrownBy(() -> chalk.addCaller(twin)).isInstanceOf(IllegalArgumentException.class);
        assertThat(chalk.accepts(twin)).isFalse();
    }

    private CallContext bearer(ClientCredentials pair) {
        return new CallContext(calls.exchange(pair).value(), Optional.of(PRODUCTION));
    }

    private static void assertRefused(ConnectCode code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ConnectError.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
