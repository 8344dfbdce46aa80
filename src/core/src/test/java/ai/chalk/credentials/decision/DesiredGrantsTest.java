// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.chalk.credentials.api.v1alpha1.DataSourceTags;
import ai.chalk.credentials.api.v1alpha1.FeatureAction;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Grants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesiredGrantsTest {

    @Test
    void allowsEverythingThatASpecDoesNotMention() {
        assertThat(of(Sample.fresh())).isEqualTo(Sample.GRANTS);
    }

    @Test
    void takesPermissionsAsASet() {
        var grants =
                of(Sample.fresh().spec(spec -> spec.withPermissions(List.of("query.online", "a.b", "query.online"))));

        assertThat(grants.permissions()).containsExactly("a.b", "query.online");
    }

    @Test
    void putsDataSourceTagsIntoTheConnectionsClaimBesideTheOthers() {
        var grants = of(Sample.fresh()
                .spec(spec -> spec.withDataSourceTags(new DataSourceTags(List.of("payments", "cards"))))
                .spec(spec -> spec.withCustomClaims(Map.of("team", List.of("risk")))));

        assertThat(grants.customClaims())
                .containsOnly(entry("the_claim", List.of("cards", "payments")), entry("team", List.of("risk")));
    }

    @Test
    void neverLetsACustomClaimWidenTheDataSourceTags() {
        var grants = of(Sample.fresh()
                .spec(spec -> spec.withDataSourceTags(new DataSourceTags(List.of("payments"))))
                .spec(spec -> spec.withCustomClaims(Map.of("the_claim", List.of("everything")))));

        assertThat(grants.customClaims()).containsOnly(entry("the_claim", List.of("payments")));
    }

    @Test
    void translatesFeatureTags() {
        var tags = new FeatureTags(List.of("pii"), List.of("raw"), List.of("public"), FeatureAction.BLOCK);
        var grants = of(Sample.fresh().spec(spec -> spec.withFeatureTags(tags)));

        assertThat(grants.featureTags())
                .containsOnly(
                        entry("pii", FeaturePermission.DENY),
                        entry("raw", FeaturePermission.ALLOW_INTERNAL),
                        entry("public", FeaturePermission.ALLOW));
        assertThat(grants.defaultPermission()).isEqualTo(FeaturePermission.DENY);
    }

    @Test
    void blocksATagThatStandsInSeveralLists() {
        var tags = new FeatureTags(List.of("pii"), List.of("pii"), List.of("pii"), FeatureAction.BLOCK);

        assertThat(of(Sample.fresh().spec(spec -> spec.withFeatureTags(tags))).featureTags())
                .containsOnly(entry("pii", FeaturePermission.DENY));
    }

    @ParameterizedTest
    @CsvSource({", ALLOW", "ALLOW, ALLOW", "BLOCK_OUTPUT, ALLOW_INTERNAL", "BLOCK, DENY", "UNKNOWN, DENY"})
    void takesTheStricterOfWhatItDoesNotKnow(FeatureAction action, FeaturePermission expected) {
        var tags = new FeatureTags(List.of("pii"), null, null, action);

        assertThat(of(Sample.fresh().spec(spec -> spec.withFeatureTags(tags))).defaultPermission())
                .isEqualTo(expected);
    }

    private static Grants of(Sample sample) {
        return DesiredGrants.of(sample.observation().spec(), "the_claim");
    }
}
