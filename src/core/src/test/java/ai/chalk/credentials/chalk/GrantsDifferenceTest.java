// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import static ai.chalk.credentials.chalk.FeaturePermission.ALLOW;
import static ai.chalk.credentials.chalk.FeaturePermission.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GrantsDifferenceTest {

    private static Grants grants(
            List<String> permissions,
            Map<String, List<String>> claims,
            Map<String, FeaturePermission> tags,
            FeaturePermission otherwise) {
        return new Grants(new TreeSet<>(permissions), new TreeMap<>(claims), new TreeMap<>(tags), otherwise);
    }

    @Test
    void saysNothingWhereNothingDiffers() {
        var asked = grants(
                List.of("query.online", "query.offline"),
                Map.of("team", List.of("b", "a")),
                Map.of("pii", DENY),
                ALLOW);
        var answered = grants(
                List.of("query.offline", "query.online"),
                Map.of("team", List.of("a", "b")),
                Map.of("pii", DENY),
                ALLOW);

        assertThat(GrantsDifference.describe(asked, answered)).isEmpty();
    }

    @Test
    void namesAPermissionThatChalkHasDropped() {
        var asked = grants(List.of("query.online", "query.onlin"), Map.of(), Map.of(), ALLOW);
        var answered = grants(List.of("query.online"), Map.of(), Map.of(), ALLOW);

        assertThat(GrantsDifference.describe(asked, answered))
                .contains("it does not have permission query.onlin (which this operator does not know" + " either)");
    }

    @Test
    void distinguishesRefusedFromUnknownPermissions() {
        var asked = grants(List.of("query.offline", "query.onlin", "query.online"), Map.of(), Map.of(), ALLOW);
        var answered = grants(List.of("query.online"), Map.of(), Map.of(), ALLOW);

        assertThat(GrantsDifference.describe(asked, answered))
                .contains("it does not have permissions query.offline, query.onlin (of which this"
                        + " operator does not know query.onlin either)");
    }

    /**
     * In Chalk's API, dots and underscores are both underscores. The slug of a permission that is in no table can only
     * be guessed.
     */
    @Test
    void treatsTwoSpellingsOfAPermissionAsEqual() {
        var asked = grants(List.of("a.b.c", "data_sets.read"), Map.of(), Map.of(), ALLOW);
        var answered = grants(List.of("a.b_c", "data.sets_read"), Map.of(), Map.of(), ALLOW);

        assertThat(GrantsDifference.describe(asked, answered)).isEmpty();
    }

    @Test
    void namesEverythingInOneSentence() {
        var asked = grants(List.of("a.b", "c.d"), Map.of("team", List.of("x")), Map.of("pii", DENY), ALLOW);
        var answered = grants(List.of("e.f"), Map.of("org", List.of("secret")), Map.of("pii", ALLOW), DENY);

        assertThat(GrantsDifference.describe(asked, answered))
                .contains("it does not have permissions a.b, c.d (which this operator does not know"
                        + " either); it has in addition permission e.f;"
                        + " it differs in custom claims org, team; it differs in feature tag pii;"
                        + " it treats features without such a tag as DENY instead of ALLOW");
    }
}
