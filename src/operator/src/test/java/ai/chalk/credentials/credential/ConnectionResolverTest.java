// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import static ai.chalk.credentials.decision.Sample.retiring;
import static ai.chalk.credentials.decision.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.AllowedEnvironment;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionRef;
import ai.chalk.credentials.api.v1alpha1.NamespaceSelector;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.decision.DesiredToken;
import ai.chalk.credentials.decision.Obstacle;
import ai.chalk.credentials.decision.Sample;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.PolicyCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection, its policy and what is known of Chalk make of a spec, without asking anybody. */
class ConnectionResolverTest {

    private static final ConnectionKey DEFAULT = ConnectionKey.cluster("default");
    private static final ConnectionKey OTHER = ConnectionKey.cluster("other");
    private static final Map<String, String> LABELS = Map.of("team", "risk");
    private static final ConnectionPolicy OPEN = new ConnectionPolicy(
            new NamespaceSelector(Map.of("team", "risk"), null), null, null, null, null, null, null, "14d");

    /** The target of {@link Sample}, and others beside it. */
    private static final Team TEAM = team("environment-id=production", "staging-id=staging");

    private final KnownConnections connections = new KnownConnections();
    private final ConnectionResolver views =
            new ConnectionResolver(connections, new PolicyCheck(), new TokenCheckCache());

    @Nested
    class Names {

        /** Neither whether the connection works, nor what there is behind it. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void areNotToldToANamespaceThatThePolicyRefuses(boolean ready) {
            connections.put(DEFAULT, OPEN, ready ? Optional.of(TEAM) : Optional.empty());

            var why = obstacle(wanted(Sample.fresh().spec("environment", "nowhere"), Map.of("team", "growth")));

            assertThat(why.reason()).isEqualTo("RefusedByPolicy");
            assertThat(why.passing()).isFalse();
            assertThat(why.message())
                    .contains("spec.policy.namespaces (team=risk)")
                    .doesNotContain("production", "staging", "not ready");
        }

        @Test
        void areToldAsFarAsThePolicyAllowsThem() {
            var policy = with(OPEN, "environments", List.of(new AllowedEnvironment("fraud", "staging")));
            connections.put(DEFAULT, policy, Optional.of(TEAM));

            var why = obstacle(wanted(Sample.fresh().spec("environment", "nowhere")));

            assertThat(why.reason()).isEqualTo("EnvironmentNotFound");
            assertThat(why.message()).endsWith("does not exist in project fraud, which has staging");
        }
    }

    @Nested
    class Renames {

        private final TargetEnvironment pinned =
                new TargetEnvironment("project-id", "fraud", "environment-id", "production");

        @Test
        void moveNothingThatATokenWasIssuedFor() {
            connections.put(DEFAULT, OPEN, Optional.of(team("environment-id=live", "staging-id=staging")));

            assertThat(target(wanted(Sample.resting()))).isEqualTo(pinned);
            assertThat(target(wanted(Sample.fresh().pending(Sample.pending(1)))))
                    .isEqualTo(pinned);
            assertThat(obstacle(wanted(Sample.fresh())).message()).contains("which has live, staging");
        }

        @Test
        void doNotLeadToWhateverTakesTheNameNext() {
            connections.put(DEFAULT, OPEN, Optional.of(team("environment-id=former", "staging-id=production")));

            assertThat(target(wanted(Sample.resting()))).isEqualTo(pinned);
            assertThat(target(wanted(Sample.fresh())).environmentId()).isEqualTo("staging-id");
        }

        /** A status can be forged: the policy is asked about what the id is now. */
        @Test
        void areJudgedByTheNameThatTheEnvironmentHasNow() {
            var policy = with(OPEN, "environments", List.of(new AllowedEnvironment("fraud", "production")));
            connections.put(DEFAULT, policy, Optional.of(team("environment-id=secret", "staging-id=production")));

            assertThat(obstacle(wanted(Sample.resting())).message())
                    .contains("refuses environment secret of project fraud");
        }

        @Test
        void areToldFromAnEnvironmentThatIsGone() {
            connections.put(DEFAULT, OPEN, Optional.of(team("new-id=production", "staging-id=staging")));

            var why = obstacle(wanted(Sample.resting()));

            assertThat(why.reason()).isEqualTo("EnvironmentNotFound");
            assertThat(why.message())
                    .contains("spec.environment production is pinned to id environment-id", "by its id");
            assertThat(target(wanted(Sample.resting().spec("environment", "new-id"))))
                    .isEqualTo(new TargetEnvironment("project-id", "fraud", "new-id", "production"));
        }
    }

    @Nested
    class MaxOverlap {

        @Test
        void isThatOfThePolicy() {
            connections.put(DEFAULT, OPEN, Optional.of(TEAM));

            assertThat(wanted(Sample.resting()).maxOverlap()).contains(Duration.ofDays(14));
        }

        /** What may not be had must not lengthen what is there. */
        @Test
        void isInForceWhileTheSpecIsRefused() {
            connections.put(DEFAULT, OPEN, Optional.of(TEAM));
            var refused = Sample.resting().spec("permissions", List.of("tokens.write"));

            assertThat(unavailable(wanted(refused)).maxOverlap()).contains(Duration.ofDays(14));
            assertThat(unavailable(wanted(Sample.resting().spec("environment", "nowhere")))
                            .maxOverlap())
                    .contains(Duration.ofDays(14));
            assertThat(unavailable(wanted(Sample.resting(), Map.of())).maxOverlap())
                    .contains(Duration.ofDays(14));
        }

        @Test
        void isInForceWhileTheConnectionIsAway() {
            connections.put(DEFAULT, OPEN, Optional.empty());

            assertThat(unavailable(wanted(Sample.resting())).maxOverlap()).contains(Duration.ofDays(14));
        }

        @Test
        void isNotEscapedByNamingAnotherConnection() {
            connections.put(DEFAULT, OPEN, Optional.of(TEAM));
            connections.put(OTHER, with(OPEN, "maxOverlap", "60d"), Optional.of(TEAM));
            var ref = new ConnectionRef(ConnectionKind.CLUSTER_CHALK_CONNECTION, "other");
            var gone = new ConnectionRef(ConnectionKind.CLUSTER_CHALK_CONNECTION, "gone");
            var moved = Sample.resting().retiring(retiring(2, Sample.NOW));

            assertThat(wanted(moved.spec("connectionRef", ref)).maxOverlap()).contains(Duration.ofDays(14));
            assertThat(wanted(moved.spec("connectionRef", gone)).maxOverlap()).contains(Duration.ofDays(14));
            assertThat(wanted(Sample.resting().spec("connectionRef", ref)).maxOverlap())
                    .contains(Duration.ofDays(60));
        }

        @Test
        void isAbsentWhereNoPolicyGivesOne() {
            connections.put(DEFAULT, with(OPEN, "maxOverlap", null), Optional.of(TEAM));

            assertThat(wanted(Sample.resting()).maxOverlap()).isEmpty();
        }
    }

    private DesiredToken wanted(Sample sample) {
        return wanted(sample, LABELS);
    }

    private DesiredToken wanted(Sample sample, Map<String, String> labels) {
        var seen = sample.observation();
        return views.wanted(seen.effective(), seen.status(), labels);
    }

    private static TargetEnvironment target(DesiredToken wanted) {
        return wanted.available().orElseThrow().target();
    }

    private static Obstacle obstacle(DesiredToken wanted) {
        return unavailable(wanted).why();
    }

    private static DesiredToken.Unavailable unavailable(DesiredToken wanted) {
        assertThat(wanted).isInstanceOf(DesiredToken.Unavailable.class);
        return (DesiredToken.Unavailable) wanted;
    }

    /** Project fraud with these environments, each {@code id=name}. */
    private static Team team(String... environments) {
        var all = List.of(environments).stream()
                .map(text -> text.split("="))
                .map(pair -> new Team.Environment(pair[0], pair[1]))
                .toList();
        return new Team("team-id", "acme", List.of(new Team.Project("project-id", "fraud", all)));
    }
}
