// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.ServiceToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** When the owners must be read from the API server again. */
class OrphanTrackerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final OrphanTracker memory = new OrphanTracker();

    @Test
    void readsNoOwnersWithoutSuspects() {
        assertThat(memory.isFirstLook()).isTrue();
        assertThat(memory.isOutdated(Map.of())).isFalse();

        memory.repeat();

        assertThat(memory.isFirstLook()).isFalse();
        assertThat(memory.orphans()).isZero();
    }

    @Test
    void readsOwnersAgainWhenTheSuspectsOrTheirVerdictsChange() {
        memory.conclude(Map.of("a", OrphanVerdict.YOUNG), Set.of("a"), false);

        assertThat(memory.isOutdated(Map.of("a", OrphanVerdict.YOUNG))).isFalse();
        assertThat(memory.isOutdated(Map.of("a", OrphanVerdict.DUE))).isTrue();
        assertThat(memory.isOutdated(Map.of("b", OrphanVerdict.YOUNG))).isTrue();
        assertThat(memory.isOutdated(Map.of())).isTrue();
        assertThat(memory.orphans()).isEqualTo(1);
    }

    @Test
    void readsOwnersAgainWhileSomethingMustBeRevoked() {
        memory.conclude(Map.of("a", OrphanVerdict.DUE), Set.of("a"), true);
        assertThat(memory.isOutdated(Map.of("a", OrphanVerdict.DUE))).isTrue();

        memory.conclude(Map.of("a", OrphanVerdict.DUE), Set.of(), false);
        assertThat(memory.isOutdated(Map.of("a", OrphanVerdict.DUE))).isFalse();
        assertThat(memory.orphans()).isZero();
    }

    @Test
    void readsOwnersAgainFromTimeToTimeForOldTokens() {
        var due = Map.of("a", OrphanVerdict.DUE);
        memory.conclude(due, Set.of(), false);
        repeat(due, OrphanTracker.REPEATED_AT_MOST);
        assertThat(memory.isOutdated(due)).isTrue();

        memory.conclude(due, Set.of(), false);
        assertThat(memory.isOutdated(due)).isFalse();
    }

    @Test
    void readsNoOwnersAgainIfNothingMayBeRevoked() {
        var elsewhere = Map.of("a", OrphanVerdict.ELSEWHERE);
        memory.conclude(elsewhere, Set.of("a"), false);
        repeat(elsewhere, OrphanTracker.REPEATED_AT_MOST);

        assertThat(memory.isOutdated(elsewhere)).isFalse();
    }

    private void repeat(Map<String, OrphanVerdict> seen, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(memory.isOutdated(seen)).isFalse();
            memory.repeat();
        }
    }

    @Test
    void remembersWhenATokenWasFirstSeenUntilItIsGone() {
        var token = token();
        memory.see(List.of(token), NOW);
        memory.see(List.of(token), NOW.plusSeconds(60));
        assertThat(memory.firstSeen(token, NOW.plusSeconds(60))).isEqualTo(NOW);

        memory.see(List.of(), NOW.plusSeconds(120));
        memory.see(List.of(token), NOW.plusSeconds(180));
        assertThat(memory.firstSeen(token, NOW.plusSeconds(240))).isEqualTo(NOW.plusSeconds(180));
    }

    private static ServiceToken token() {
        var grants = new Grants(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), FeaturePermission.ALLOW);
        return new ServiceToken("id", "client", "name", "environment", grants, Optional.empty());
    }
}
