// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import static ai.chalk.credentials.policy.PolicyFixture.NAMESPACE;
import static ai.chalk.credentials.policy.PolicyFixture.TARGET;
import static ai.chalk.credentials.policy.PolicyFixture.every;
import static ai.chalk.credentials.policy.PolicyFixture.rotation;
import static ai.chalk.credentials.policy.PolicyFixture.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.policy.PolicyFixture.Case;
import ai.chalk.credentials.policy.PolicyFixture.Rules;
import ai.chalk.credentials.policy.PolicyFixture.Wanted;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of {@link PolicyCheckTest} about permissions, rotation and overlap. */
class PolicyLimitsTest {

    @ParameterizedTest
    @MethodSource({"permissions", "escalatingPermissions", "rotationIntervals", "overlaps"})
    void judges(Case given) {
        var refusal =
                new PolicyCheck().refusal(given.connection(), given.wanted().spec(), TARGET, NAMESPACE);

        assertThat(refusal).isEqualTo(given.sentence());
    }

    static Stream<Case> permissions() {
        return Stream.of(
                Case.allows("no list", Rules.none(), Wanted.permissions("query.online", "deploy.create")),
                Case.allows("exact", Rules.permissions("query.online"), Wanted.permissions("query.online")),
                Case.allows("below", Rules.permissions("query.*"), Wanted.permissions("query.offline_read")),
                Case.allows("star", Rules.permissions("*"), Wanted.permissions("query.online", "brand.new")),
                Case.refuses(
                        "second of two",
                        Rules.permissions("query.*", "logs.list"),
                        Wanted.permissions("query.online", "deploy.create"),
                        "permission deploy.create: spec.policy.permissions allows query.*, logs.list"),
                Case.refuses(
                        "a longer word",
                        Rules.permissions("query.*"),
                        Wanted.permissions("query_other.read"),
                        "permission query_other.read: spec.policy.permissions allows query.*"),
                Case.refuses(
                        "star in the middle",
                        Rules.permissions("q*.online"),
                        Wanted.permissions("query.online"),
                        "permission query.online: spec.policy.permissions allows q*.online"));
    }

    static Stream<Case> escalatingPermissions() {
        var more = ": its holder could gain further permissions, so spec.policy.permissions must name it ";
        var never = ": Chalk does not grant it to service tokens, so spec.policy.permissions must name it ";
        return Stream.of(
                Case.refuses(
                        "no list",
                        Rules.none(),
                        Wanted.permissions("tokens.write"),
                        "permission tokens.write" + more + "(tokens.write or tokens.*; * alone does not)"),
                Case.refuses(
                        "star",
                        Rules.permissions("*", "query.*"),
                        Wanted.permissions("secrets.decrypt"),
                        "permission secrets.decrypt" + more + "(secrets.decrypt or secrets.*; * alone does not)"),
                Case.refuses(
                        "an unknown one",
                        Rules.none(),
                        Wanted.permissions("team.rename"),
                        "permission team.rename" + more + "(team.rename or team.*; * alone does not)"),
                Case.refuses(
                        "another spelling",
                        Rules.permissions("*", "auth.*"),
                        Wanted.permissions("auth.service_manager"),
                        "permission auth.service_manager: Chalk would read it as auth_service.manager, so write auth_service.manager"),
                Case.refuses(
                        "another spelling without a dot",
                        Rules.permissions("*"),
                        Wanted.permissions("tokens_grant"),
                        "permission tokens_grant" + more + "(tokens_grant; * alone does not)"),
                Case.refuses(
                        "not for service tokens",
                        Rules.permissions("*"),
                        Wanted.permissions("chalk.admin"),
                        "permission chalk.admin" + never + "(chalk.admin or chalk.*; * alone does not)"),
                Case.refuses(
                        "internal by another spelling",
                        Rules.none(),
                        Wanted.permissions("internal_debug.read"),
                        "permission internal_debug.read" + never
                                + "(internal_debug.read or internal_debug.*; * alone does not)"),
                Case.allows("named", Rules.permissions("tokens.write"), Wanted.permissions("tokens.write")),
                Case.allows("named below", Rules.permissions("tokens.*"), Wanted.permissions("tokens.write")),
                Case.allows("named, ungrantable", Rules.permissions("chalk.*"), Wanted.permissions("chalk.admin")),
                Case.allows("milder neighbours", Rules.none(), Wanted.permissions("agents.read", "migrate.plan")));
    }

    static Stream<Case> rotationIntervals() {
        var rules = Rules.maxRotationInterval("90d");
        var demand = ": spec.policy.maxRotationInterval requires a rotation at least every 90d";
        return Stream.of(
                Case.allows("no rule", Rules.none(), Wanted.nothingSpecial()),
                Case.allows("just so", rules, Wanted.rotation(every("12w6d"))),
                Case.refuses(
                        "a second more",
                        rules,
                        Wanted.rotation(every("90d1s")),
                        "spec.rotation.interval 90d1s, which has gaps of up to 12w6d1s" + demand),
                Case.refuses(
                        "no rotation",
                        rules,
                        Wanted.nothingSpecial(),
                        "a credential that rotates only on demand" + demand + ", so set spec.rotation.interval"),
                Case.refuses(
                        "only on demand",
                        rules,
                        Wanted.rotation(every(null)),
                        "a credential that rotates only on demand" + demand + ", so set spec.rotation.interval"),
                Case.refuses(
                        "suspended",
                        rules,
                        Wanted.rotation(rotation("30d", null, null, true)),
                        "spec.rotation.suspend" + demand),
                Case.allows("not suspended", rules, Wanted.rotation(rotation("30d", null, null, false))),
                Case.allows(
                        "a schedule, just so",
                        Rules.maxRotationInterval("7d"),
                        Wanted.rotation(scheduled("0 3 * * SUN"))),
                Case.refuses(
                        "a schedule with a longer pause now and then",
                        rules,
                        Wanted.rotation(scheduled("0 3 1 1,4,7,10 *")),
                        "spec.rotation.schedule \"0 3 1 1,4,7,10 *\", which has gaps of up to 13w1d" + demand),
                Case.refuses(
                        "a schedule that never fires",
                        rules,
                        Wanted.rotation(scheduled("0 3 30 2 *")),
                        "spec.rotation.schedule \"0 3 30 2 *\"" + demand + ", and its longest pause is unknown"),
                Case.refuses(
                        "an invalid schedule",
                        rules,
                        Wanted.rotation(scheduled("*/60 * * * *")),
                        "spec.rotation.schedule \"*/60 * * * *\"" + demand + ", and its longest pause is unknown"),
                Case.refuses(
                        "a limit that is not a duration",
                        Rules.maxRotationInterval("soon"),
                        Wanted.rotation(every("1d")),
                        "spec.rotation.interval 1d, which has gaps of up to 1d: spec.policy.maxRotationInterval requires"
                                + " a rotation at least every soon"));
    }

    static Stream<Case> overlaps() {
        var bound = ": spec.policy.maxOverlap allows at most 14d";
        return Stream.of(
                Case.allows("no rule", Rules.none(), Wanted.rotation(rotation("90d", "60d", "80d", null))),
                Case.allows("absent", Rules.maxOverlap("1h"), Wanted.nothingSpecial()),
                Case.allows("just so", Rules.maxOverlap("14d"), Wanted.rotation(rotation("90d", "2w", "14d", null))),
                Case.refuses(
                        "default of one hour",
                        Rules.maxOverlap("59m"),
                        Wanted.nothingSpecial(),
                        "the default of 1h for spec.rotation.overlap: spec.policy.maxOverlap allows at most 59m"),
                Case.refuses(
                        "a second more",
                        Rules.maxOverlap("14d"),
                        Wanted.rotation(rotation("90d", "14d1s", null, null)),
                        "spec.rotation.overlap 14d1s" + bound),
                Case.refuses(
                        "the longest overlap",
                        Rules.maxOverlap("14d"),
                        Wanted.rotation(rotation("90d", "1d", "15d", null)),
                        "spec.rotation.maxOverlap 15d" + bound),
                Case.refuses(
                        "no duration",
                        Rules.maxOverlap("14d"),
                        Wanted.rotation(rotation("90d", "long", null, null)),
                        "spec.rotation.overlap long" + bound));
    }
}
