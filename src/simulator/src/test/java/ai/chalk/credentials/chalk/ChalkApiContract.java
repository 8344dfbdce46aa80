// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import static ai.chalk.credentials.chalk.Tokens.grants;
import static ai.chalk.credentials.chalk.Tokens.named;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatedTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of the port must do when Chalk accepts a call. {@link ChalkRefusalContract} adds the cases
 * in which Chalk refuses, and {@link ChalkFailureContract} those in which it does not answer. Extend the latter to test
 * all three.
 */
abstract class ChalkApiContract {

    /** Slugs that are in no table of the operator, as a newer Chalk may have them. */
    static final Set<String> NEWER = Set.of("query.online.bulk", "data_sets.read");

    static final SimulatedTeam WORLD = newer(SimulatedTeam.standard());
    static final String PRODUCTION = WORLD.environmentId("fraud", "production");
    static final String STAGING = WORLD.environmentId("fraud", "staging");

    final MutableClock clock = new MutableClock(Instant.parse("2026-08-01T10:00:00Z"));
    final SimulatedChalk chalk = SimulatedChalk.standard(WORLD, clock);

    private static SimulatedTeam newer(SimulatedTeam world) {
        var permissions = new TreeSet<>(world.permissions());
        permissions.addAll(NEWER);
        return world.withPermissions(permissions);
    }

    /** The implementation under test, with this caller of {@link #chalk}. */
    abstract ChalkApi api(ClientCredentials caller);

    final ChalkApi api() {
        return api(SimulatedChalk.BOOTSTRAP);
    }

    @Test
    void connectsAndShowsWhatTheCallerReaches() throws Exception {
        var access = api().connect();

        assertThat(access.environments())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        PRODUCTION,
                        "production",
                        STAGING,
                        "staging",
                        WORLD.environmentId("growth", "production"),
                        "production"));
        assertThat(access.expires()).isBetween(clock.instant(), clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void exchangesItsOwnPairOncePerLifetimeOfAnAccessToken() throws Exception {
        var api = api();

        api.connect();
        api.connect();
        api.team();
        api.listServiceTokens(PRODUCTION);
        assertThat(chalk.calls(Procedure.EXCHANGE)).isEqualTo(1);

        clock.advance(Duration.ofHours(1));
        api.team();
        assertThat(chalk.calls(Procedure.EXCHANGE)).isEqualTo(2);
    }

    @Test
    void exchangesAgainWhenItsAccessTokenIsNotAcceptedAnyLonger() throws Exception {
        var api = api();
        api.connect();
        chalk.endAccessTokens();

        var issued = api.createServiceToken(PRODUCTION, named("late"));

        assertThat(chalk.accepts(issued.credentials())).isTrue();
        assertThat(chalk.liveTokens()).hasSize(1);
    }

    @Test
    void saysWhoItIs() throws Exception {
        assertThat(api().whoAmI().teamId()).contains(WORLD.team().id());
        assertThat(api().whoAmI().user()).isPresent();
    }

    @Test
    void readsTheTeam() throws Exception {
        assertThat(api().team()).isEqualTo(WORLD.team());
    }

    @Test
    void createsATokenThatChalkAccepts() throws Exception {
        var asked = new NewServiceToken("k8s/one", grants("query.online", "query.offline_read"));

        var issued = api().createServiceToken(STAGING, asked);

        assertThat(issued.grants()).isEqualTo(asked.grants());
        assertThat(chalk.accepts(issued.credentials())).isTrue();
        assertThat(chalk.liveTokens()).singleElement().satisfies(token -> {
            assertThat(token.id()).isEqualTo(issued.id());
            assertThat(token.clientId()).isEqualTo(issued.credentials().clientId());
            assertThat(token.name()).isEqualTo("k8s/one");
            assertThat(token.environmentId()).isEqualTo(STAGING);
            assertThat(token.grants()).isEqualTo(asked.grants());
        });
    }

    @Test
    void carriesEveryGrantThereAndBack() throws Exception {
        var claims = new TreeMap<>(Map.of("query_tags", List.of("payments", "ads"), "team", List.of("risk")));
        var tags = new TreeMap<>(Map.of(
                "pii", FeaturePermission.DENY,
                "raw", FeaturePermission.ALLOW_INTERNAL,
                "public", FeaturePermission.ALLOW,
                "derived", FeaturePermission.ALLOW_DOWNSTREAM));
        var all = new Grants(new TreeSet<>(Permissions.grantable()), claims, tags, FeaturePermission.DENY);

        var issued = api().createServiceToken(PRODUCTION, new NewServiceToken("all", all));

        assertThat(issued.grants()).isEqualTo(all);
        assertThat(api().listServiceTokens(PRODUCTION))
                .filteredOn(token -> token.id().equals(issued.id()))
                .extracting(ServiceToken::grants)
                .containsExactly(all);
    }

    @Test
    void findsPermissionsAgainThatAreNewerThanItsTable() throws Exception {
        var asked = new NewServiceToken("newer", grants(NEWER.toArray(String[]::new)));

        var issued = api().createServiceToken(PRODUCTION, asked);
        var updated = api().updateServiceToken(PRODUCTION, issued.credentials().clientId(), asked);
        var listed = api().listServiceTokens(PRODUCTION).stream()
                .filter(token -> token.id().equals(issued.id()))
                .map(ServiceToken::grants);

        assertThat(Stream.concat(Stream.of(issued.grants(), updated), listed))
                .hasSize(3)
                .allSatisfy(answered -> assertThat(GrantsDifference.describe(asked.grants(), answered))
                        .isEmpty());
        assertThat(chalk.liveTokens()).extracting(ServiceToken::grants).containsExactly(asked.grants());
    }

    @Test
    void twoCreationsOfOneNameMakeTwoTokens() throws Exception {
        var first = api().createServiceToken(PRODUCTION, named("same"));
        var second = api().createServiceToken(PRODUCTION, named("same"));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(chalk.liveTokens()).extracting(ServiceToken::id).containsExactly(first.id(), second.id());
    }

    @Test
    void listsOneEnvironmentWithTheTokensOfOthers() throws Exception {
        var ours = api().createServiceToken(PRODUCTION, named("ours"));
        var theirs = chalk.createBehindOurBack(PRODUCTION, named("theirs"));
        chalk.createBehindOurBack(STAGING, named("elsewhere"));

        var listed = api().listServiceTokens(PRODUCTION);

        assertThat(listed).extracting(ServiceToken::id).contains(ours.id(), theirs.id());
        assertThat(listed).extracting(ServiceToken::environmentId).containsOnly(PRODUCTION);
        assertThat(listed)
                .filteredOn(token -> token.id().equals(ours.id()))
                .singleElement()
                .isEqualTo(new ServiceToken(
                        ours.id(),
                        ours.credentials().clientId(),
                        "ours",
                        PRODUCTION,
                        ours.grants(),
                        Optional.of(clock.instant())));
    }

    @Test
    void alwaysListsAfresh() throws Exception {
        var api = api();
        var before = api.listServiceTokens(PRODUCTION).size();
        chalk.createBehindOurBack(PRODUCTION, named("new"));

        assertThat(api.listServiceTokens(PRODUCTION)).hasSize(before + 1);
    }

    @Test
    void replacesNameAndGrantsAndKeepsThePair() throws Exception {
        var issued = api().createServiceToken(PRODUCTION, named("before"));
        var asked = new NewServiceToken("after", grants("logs.list"));

        var answered = api().updateServiceToken(PRODUCTION, issued.credentials().clientId(), asked);

        assertThat(answered).isEqualTo(asked.grants());
        assertThat(chalk.accepts(issued.credentials())).isTrue();
        assertThat(chalk.liveTokens()).singleElement().satisfies(token -> {
            assertThat(token.name()).isEqualTo("after");
            assertThat(token.grants()).isEqualTo(asked.grants());
        });
    }

    @Test
    void revokesByIdSoThatNoExchangeSucceedsAnyLonger() throws Exception {
        var issued = api().createServiceToken(PRODUCTION, named("gone"));

        api().deleteServiceToken(PRODUCTION, issued.id());

        assertThat(chalk.accepts(issued.credentials())).isFalse();
        assertThat(chalk.liveTokens()).isEmpty();
    }

    @Test
    void exchangesAnotherPairWithoutCaching() throws Exception {
        var issued = api().createServiceToken(STAGING, named("pair"));
        var api = api();

        assertThat(api.exchange(issued.credentials()).environments()).isEqualTo(Map.of(STAGING, "staging"));
        assertThat(api.exchange(issued.credentials()).environments()).isEqualTo(Map.of(STAGING, "staging"));
        assertThat(chalk.calls(Procedure.EXCHANGE)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void leavesOutOfTheAnswerWhatChalkDropped() throws Exception {
        chalk.faults().add(Tokens.dropping());

        var issued = api().createServiceToken(PRODUCTION, named("newer", "query.online", "query.telepathic"));

        assertThat(issued.grants()).isEqualTo(grants("query.online"));
    }
}
