// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import static ai.chalk.credentials.policy.PolicyFixture.CLUSTER;
import static ai.chalk.credentials.policy.PolicyFixture.NAMESPACE;
import static ai.chalk.credentials.policy.PolicyFixture.OWN;
import static ai.chalk.credentials.policy.PolicyFixture.TARGET;
import static ai.chalk.credentials.policy.PolicyFixture.block;
import static ai.chalk.credentials.policy.PolicyFixture.connection;
import static ai.chalk.credentials.policy.PolicyFixture.selector;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.AllowedEnvironment;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicyBuilder;
import ai.chalk.credentials.api.v1alpha1.FeatureTags;
import ai.chalk.credentials.api.v1alpha1.SelectorOperator;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.policy.PolicyFixture.Case;
import ai.chalk.credentials.policy.PolicyFixture.Rules;
import ai.chalk.credentials.policy.PolicyFixture.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One case per rule and boundary; a refusal is compared with the complete message. */
class PolicyCheckTest {

    @ParameterizedTest
    @MethodSource({"namespaces", "environments", "dataSourceTags", "featureTags", "customClaims"})
    void judges(Case given) {
        var refusal =
                new PolicyCheck().refusal(given.connection(), given.wanted().spec(), TARGET, NAMESPACE);

        assertThat(refusal).isEqualTo(given.sentence());
    }

    static Stream<Case> namespaces() {
        var wanted = Wanted.nothingSpecial();
        return Stream.of(
                Case.allows("empty selector", Rules.namespaces(selector(Map.of())), wanted),
                Case.allows("label", Rules.namespaces(selector(Map.of("tier", "prod", "zone", "eu"))), wanted),
                Case.allows(
                        "by name", Rules.namespaces(selector(Map.of("kubernetes.io/metadata.name", "team-a"))), wanted),
                Case.refuses(
                        "one label of two",
                        Rules.namespaces(selector(Map.of("tier", "prod", "zone", "us"))),
                        wanted,
                        "namespace team-a: its labels do not match spec.policy.namespaces (tier=prod, zone=us)"),
                Case.allows("in", Rules.namespaces(selector("tier", SelectorOperator.IN, "test", "prod")), wanted),
                Case.refuses(
                        "not in the values",
                        Rules.namespaces(selector("tier", SelectorOperator.IN, "test", "dev")),
                        wanted,
                        "namespace team-a: its labels do not match spec.policy.namespaces (tier in (test, dev))"),
                Case.refuses(
                        "in, without the label",
                        Rules.namespaces(selector("team", SelectorOperator.IN, "a")),
                        wanted,
                        "namespace team-a: its labels do not match spec.policy.namespaces (team in (a))"),
                Case.allows("not in", Rules.namespaces(selector("tier", SelectorOperator.NOT_IN, "dev")), wanted),
                Case.allows(
                        "not in, without the label",
                        Rules.namespaces(selector("team", SelectorOperator.NOT_IN, "a")),
                        wanted),
                Case.refuses(
                        "excluded value",
                        Rules.namespaces(selector("tier", SelectorOperator.NOT_IN, "prod")),
                        wanted,
                        "namespace team-a: its labels do not match spec.policy.namespaces (tier notin (prod))"),
                Case.allows("exists", Rules.namespaces(selector("tier", SelectorOperator.EXISTS)), wanted),
                Case.refuses(
                        "does not exist",
                        Rules.namespaces(selector("team", SelectorOperator.EXISTS)),
                        wanted,
                        "namespace team-a: its labels do not match spec.policy.namespaces (team)"),
                Case.allows("absent", Rules.namespaces(selector("team", SelectorOperator.DOES_NOT_EXIST)), wanted),
                Case.refuses(
                        "not absent",
                        Rules.namespaces(selector("tier", SelectorOperator.DOES_NOT_EXIST)),
                        wanted,
                        "namespace team-a: its labels do not match spec.policy.namespaces (!tier)"),
                Case.refuses(
                        "operator of a newer version",
                        Rules.namespaces(selector("tier", SelectorOperator.UNKNOWN, "prod")),
                        wanted,
                        "namespace team-a: its labels do not match spec.policy.namespaces"
                                + " (tier with an operator that this version does not know)"));
    }

    @Test
    void namesAnEnvironmentThatIsGoneByItsId() {
        var rules = Rules.environments(new AllowedEnvironment("fraud", "production"));
        var gone = new TargetEnvironment("", "", "e-0", "");

        assertThat(new PolicyCheck().refusalOfPlace(connection(CLUSTER, rules), gone, Optional.of(NAMESPACE)))
                .contains("ClusterChalkConnection default refuses environment e-0, which Chalk does not list:"
                        + " spec.policy.environments allows fraud/production");
    }

    static Stream<Case> environments() {
        var wanted = Wanted.nothingSpecial();
        return Stream.of(
                Case.allows("all", Rules.none(), wanted),
                Case.allows("names", Rules.environments(new AllowedEnvironment("fraud", "production")), wanted),
                Case.allows("ids", Rules.environments(new AllowedEnvironment("p-1", "e-1")), wanted),
                Case.allows("any project", Rules.environments(new AllowedEnvironment("*", "production")), wanted),
                Case.allows("any environment", Rules.environments(new AllowedEnvironment("fraud", "*")), wanted),
                Case.refuses(
                        "other project and other environment",
                        Rules.environments(
                                new AllowedEnvironment("risk", "production"), new AllowedEnvironment("fraud", "dev")),
                        wanted,
                        "environment production of project fraud: spec.policy.environments allows risk/production,"
                                + " fraud/dev"),
                Case.refuses(
                        "a star within a name is no glob",
                        Rules.environments(new AllowedEnvironment("fraud", "prod*")),
                        wanted,
                        "environment production of project fraud: spec.policy.environments allows fraud/prod*"));
    }

    static Stream<Case> dataSourceTags() {
        return Stream.of(
                Case.allows("no rule", Rules.none(), Wanted.dataSourceTags("ledger")),
                Case.allows("all", Rules.dataSourceTags("a", "b"), Wanted.dataSourceTags("a", "b")),
                Case.allows("some", Rules.dataSourceTags("a", "b"), Wanted.dataSourceTags("b")),
                Case.refuses(
                        "absent",
                        Rules.dataSourceTags("a", "b"),
                        Wanted.nothingSpecial(),
                        "a credential without spec.dataSourceTags.allow: spec.policy.dataSourceTags allows a, b"),
                Case.refuses(
                        "empty",
                        Rules.dataSourceTags("a"),
                        Wanted.dataSourceTags(new String[0]),
                        "a credential without spec.dataSourceTags.allow: spec.policy.dataSourceTags allows a"),
                Case.refuses(
                        "one more",
                        Rules.dataSourceTags("a"),
                        Wanted.dataSourceTags("a", "c"),
                        "data source tag c: spec.policy.dataSourceTags allows a"));
    }

    static Stream<Case> featureTags() {
        var rules = Rules.blockedFeatureTags("pii", "raw");
        var demand = ": spec.policy.blockedFeatureTags requires blocking of pii, raw";
        return Stream.of(
                Case.allows("all", rules, Wanted.featureTags(block("raw", "pii", "other"))),
                Case.refuses(
                        "absent",
                        rules,
                        Wanted.nothingSpecial(),
                        "a credential without feature tag pii in spec.featureTags.block" + demand),
                Case.refuses(
                        "one of two",
                        rules,
                        Wanted.featureTags(block("pii")),
                        "a credential without feature tag raw in spec.featureTags.block" + demand),
                Case.refuses(
                        "blocked from output only",
                        rules,
                        Wanted.featureTags(new FeatureTags(List.of("pii"), List.of("raw"), null, null)),
                        "a credential without feature tag raw in spec.featureTags.block" + demand),
                Case.refuses(
                        "blocked and allowed",
                        rules,
                        Wanted.featureTags(new FeatureTags(List.of("pii", "raw"), null, List.of("raw"), null)),
                        "feature tag raw in spec.featureTags.allow or blockOutput" + demand));
    }

    static Stream<Case> customClaims() {
        return Stream.of(
                Case.allows("none asked", Rules.none(), Wanted.customClaims(new String[0])),
                Case.refuses(
                        "cluster kind, no list",
                        Rules.none(),
                        Wanted.customClaims("team"),
                        "custom claim team: spec.policy.customClaims allows none"),
                Case.allows("listed", Rules.customClaims("team", "desk"), Wanted.customClaims("desk", "team")),
                Case.refuses(
                        "not listed",
                        Rules.customClaims("team", "desk"),
                        Wanted.customClaims("team", "region"),
                        "custom claim region: spec.policy.customClaims allows team, desk"),
                new Case(
                        "namespaced kind, no policy",
                        connection(OWN, null),
                        Wanted.customClaims("x"),
                        Optional.empty()),
                new Case(
                        "the claim of the data source tags",
                        connection(OWN, null),
                        Wanted.customClaims("query_tags"),
                        Optional.of("ChalkConnection team-a/own refuses custom claim query_tags: it carries the data"
                                + " source tags, so use spec.dataSourceTags")),
                new Case(
                        "that claim under the connection's name for it, even when listed",
                        connection(CLUSTER, Rules.customClaims("source_tags"), "source_tags"),
                        Wanted.customClaims("source_tags"),
                        Optional.of("ClusterChalkConnection default refuses custom claim source_tags: it carries the"
                                + " data source tags, so use spec.dataSourceTags")));
    }

    @Test
    void clusterConnectionWithoutNamespacesAdmitsNoNamespace() {
        var sentence = "ClusterChalkConnection default refuses every namespace: spec.policy.namespaces is not set"
                + " ({matchLabels: {}} allows all)";
        var wanted = Wanted.nothingSpecial().spec();
        var namespacesAbsent = new Rules(ConnectionPolicyBuilder.builder().build());

        assertThat(new PolicyCheck().refusal(connection(CLUSTER, null), wanted, TARGET, NAMESPACE))
                .contains(sentence);
        assertThat(new PolicyCheck().refusal(connection(CLUSTER, namespacesAbsent), wanted, TARGET, NAMESPACE))
                .contains(sentence);
    }

    @Test
    void namespacedConnectionWithoutPolicyRefusesOnlyWhatEscalates() {
        var own = connection(OWN, null);

        assertThat(new PolicyCheck()
                        .refusal(own, Wanted.permissions("deploy.create").spec(), TARGET, NAMESPACE))
                .isEmpty();
        assertThat(new PolicyCheck()
                        .refusal(own, Wanted.permissions("billing.read").spec(), TARGET, NAMESPACE))
                .contains("ChalkConnection team-a/own refuses permission billing.read: its holder could gain further"
                        + " permissions, so spec.policy.permissions must name it (billing.read or billing.*; * alone"
                        + " does not)");
    }
}
