// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The hash is in every status: if a newer version computed another one, it would update the grants of every token. */
class GrantsHashTest {

    private static final Grants ALL = new Grants(
            new TreeSet<>(List.of("query.online", "query.offline")),
            new TreeMap<>(Map.of("team", List.of("risk", "fraud"))),
            new TreeMap<>(Map.of("pii", FeaturePermission.DENY, "raw", FeaturePermission.ALLOW_INTERNAL)),
            FeaturePermission.ALLOW);

    @Test
    void isTheSameInEveryVersion() {
        assertThat(GrantsHash.of(Sample.GRANTS)).isEqualTo("cb09ac22604364da");
        assertThat(GrantsHash.of(ALL)).isEqualTo("7f30e8ff47746450");
    }

    @Test
    void doesNotDependOnTheOrderInTheSpec() {
        var reordered = ALL.withCustomClaims(new TreeMap<>(Map.of("team", List.of("fraud", "risk", "risk"))));

        assertThat(GrantsHash.of(reordered)).isEqualTo(GrantsHash.of(ALL));
    }

    @Test
    void differsForOtherGrants() {
        var others = List.of(
                ALL,
                ALL.withPermissions(new TreeSet<>(List.of("query.online"))),
                ALL.withCustomClaims(new TreeMap<>()),
                ALL.withFeatureTags(new TreeMap<>(Map.of("pii", FeaturePermission.DENY))),
                ALL.withDefaultPermission(FeaturePermission.DENY));

        assertThat(others.stream().map(GrantsHash::of)).doesNotHaveDuplicates();
    }
}
