// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.chalk.FakeChalk;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.connection.InventoryPoll;
import ai.chalk.credentials.credential.InstallationNames;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrphanReaperTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SimulatedChalk chalk = SimulatedChalk.standard(Clock.fixed(NOW, ZoneOffset.UTC));
    private final String environment = chalk.world().environmentId("fraud", "production");
    private final List<String> said = new ArrayList<>();

    @Test
    void delaysAConnectionForAMinuteIfChalkIsSlow() {
        var orphans = orphans(5);
        var asked = new AtomicInteger();

        var gone = reaper(() -> NOW.plusSeconds(25L * asked.getAndIncrement())).reap(round(), orphans);

        assertThat(gone).hasSize(3);
        assertThat(alive()).containsAll(ids(orphans.subList(3, 5))).doesNotContainAnyElementsOf(gone);
        assertThat(said).containsExactly("OrphanRevoked");
    }

    @Test
    void revokesAHundredAtOnceIfChalkIsFast() {
        var orphans = orphans(101);

        var gone = reaper(() -> NOW).reap(round(), orphans);

        assertThat(gone).hasSize(100);
        assertThat(alive()).contains(orphans.get(100).id());
    }

    private OrphanReaper reaper(InstantSource clock) {
        var settings = new OrphanSettings(
                true, Duration.ofHours(1), "chalk-system", () -> new InstallationNames("8d1e", Set.of()), () -> true);
        return new OrphanReaper(settings, (about, warning, reason, action, note, time) -> said.add(reason), clock);
    }

    private List<ServiceToken> orphans(int count) {
        var grants = new Grants(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        IntStream.rangeClosed(1, count)
                .forEach(revision -> chalk.createBehindOurBack(
                        environment, new NewServiceToken("k8s/8d1e/a/b/01234567/" + revision, grants)));
        return chalk.liveTokens().stream()
                .filter(token -> token.name().startsWith("k8s/"))
                .toList();
    }

    private InventoryPoll round() {
        var link = new ConnectionState.Link(
                new FakeChalk(chalk, SimulatedChalk.BOOTSTRAP),
                (id, newerThan) -> new TokenListing(NOW, List.of()),
                "client",
                new Team("team", "Team", List.of()),
                Set.of(environment));
        var spec = ConnectionSpecBuilder.builder()
                .apiServer("https://api.chalk.ai")
                .credentialsSecretRef(new CredentialsSecretRef("own", null, null, null))
                .build();
        return new InventoryPoll(
                new ChalkConnection(),
                ConnectionKey.namespaced("a", "chalk"),
                spec,
                link,
                environment,
                new TokenListing(NOW, List.of()));
    }

    private Set<String> alive() {
        return ids(chalk.liveTokens());
    }

    private static Set<String> ids(List<ServiceToken> tokens) {
        return tokens.stream().map(ServiceToken::id).collect(Collectors.toSet());
    }
}
