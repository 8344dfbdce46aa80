// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.AllowedEnvironment;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.policy.TargetResolver.Resolved;
import ai.chalk.credentials.policy.TargetResolver.Unresolved;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TargetResolverTest {

    private static final Team TEAM = new Team(
            "t-1",
            "acme",
            List.of(
                    project("p-1", "fraud", "e-1=production", "e-2=staging", "e-9=secret"),
                    project("p-2", "risk", "e-3=production", "e-4=twin", "e-5=twin"),
                    project("p-3", "double"),
                    project("p-4", "double"),
                    // The id of one is the name of another: the id wins.
                    project("p-5", "p-1", "e-6=e-7", "e-7=other")));
    private static final Set<String> REACHABLE = Set.of("e-1", "e-2", "e-3", "e-4", "e-5", "e-6", "e-7");

    @Test
    void findsByNameAndById() {
        var target = new Resolved(new TargetEnvironment("p-1", "fraud", "e-2", "staging"));

        assertThat(resolve("fraud", "staging")).isEqualTo(target);
        assertThat(resolve("p-1", "e-2")).isEqualTo(target);
        assertThat(resolve("fraud", "e-2")).isEqualTo(target);
        assertThat(resolve("p-1", "staging")).isEqualTo(target);
    }

    @Test
    void prefersAnIdToAName() {
        assertThat(resolve("p-1", "e-1"))
                .isEqualTo(new Resolved(new TargetEnvironment("p-1", "fraud", "e-1", "production")));
        assertThat(resolve("p-5", "e-7")).isEqualTo(new Resolved(new TargetEnvironment("p-5", "p-1", "e-7", "other")));
    }

    @Test
    void namesTheProjectsThatExist() {
        assertThat(resolve("Fraud", "production"))
                .isEqualTo(new Unresolved("spec.project Fraud does not exist in team acme, which has double, double,"
                        + " fraud, p-1, risk"));
    }

    @Test
    void namesTenProjectsAtMost() {
        var projects = IntStream.range(0, 13)
                .mapToObj(number -> project("p-" + number, "project-%02d".formatted(number)))
                .toList();

        assertThat(resolver(new Team("t-1", "acme", projects)).resolve(text("x"), text("y")))
                .isEqualTo(
                        new Unresolved("spec.project x does not exist in team acme, which has project-00, project-01,"
                                + " project-02, project-03, project-04, project-05, project-06, project-07, project-08,"
                                + " project-09 and 3 more"));
    }

    @Test
    void namesTheReachableEnvironmentsOfTheProject() {
        assertThat(resolve("fraud", "dev"))
                .isEqualTo(new Unresolved(
                        "spec.environment dev does not exist in project fraud, which has production, staging"));
        assertThat(resolve("fraud", "e-3"))
                .isEqualTo(new Unresolved(
                        "spec.environment e-3 does not exist in project fraud, which has production, staging"));
        assertThat(resolve("p-3", "dev"))
                .isEqualTo(
                        new Unresolved(
                                "spec.environment dev does not exist in project double, which has none that this credential may use"));
    }

    @Test
    void requestsAnIdForAnAmbiguousName() {
        assertThat(resolve("double", "production"))
                .isEqualTo(new Unresolved(
                        "spec.project double is ambiguous in team acme: specify the id, one of p-3, p-4"));
        assertThat(resolve("risk", "twin"))
                .isEqualTo(new Unresolved(
                        "spec.environment twin is ambiguous in project risk: specify the id, one of e-4, e-5"));
        assertThat(resolve("risk", "e-5")).isEqualTo(new Resolved(new TargetEnvironment("p-2", "risk", "e-5", "twin")));
    }

    @Test
    void refusesAnEnvironmentThatTheConnectionDoesNotReach() {
        assertThat(resolve("fraud", "secret"))
                .isEqualTo(new Unresolved("the connection's own token does not reach spec.environment secret of project"
                        + " fraud; it reaches production, staging"));
    }

    /** After a rename, and after something else has taken the old name. */
    @Test
    void findsThePinnedTargetByItsIdAfterARename() {
        var staging = new Resolved(new TargetEnvironment("p-1", "fraud", "e-2", "staging"));

        assertThat(pinned("fraud", "p-1", "former", "e-2")).isEqualTo(staging);
        assertThat(pinned("former", "p-1", "production", "e-2")).isEqualTo(staging);
        assertThat(pinned("risk", "p-1", "e-3", "e-2")).isEqualTo(staging);
    }

    @Test
    void reportsAMissingPinnedIdInsteadOfTakingAnotherOfThatName() {
        assertThat(pinned("fraud", "p-1", "production", "e-0"))
                .isEqualTo(
                        new Unresolved("spec.environment production was resolved to id e-0 when a token was issued for"
                                + " it, and project fraud no longer has that id: name another one, by its id if its name is the"
                                + " same. It has production, staging"));
        assertThat(pinned("fraud", "p-0", "production", "e-1"))
                .isEqualTo(
                        new Unresolved("spec.project fraud was resolved to id p-0 when a token was issued for it, and"
                                + " team acme no longer has that id: name another one, by its id if its name is the same. It has"
                                + " double, double, fraud, p-1, risk"));
    }

    /** A pinned id matches ids only. */
    @Test
    void neverTakesANameForAPinnedId() {
        assertThat(pinned("p-5", "p-5", "e-1", "production")).isInstanceOf(Unresolved.class);
        assertThat(pinned("fraud", "fraud", "e-1", "e-1")).isInstanceOf(Unresolved.class);
    }

    @Nested
    class UnderAPolicy {

        @Test
        void namesOnlyTheProjectsThatItAllows() {
            assertThat(allowing("nothing", "x", "fraud/production", "p-2/*"))
                    .isEqualTo(
                            new Unresolved("spec.project nothing does not exist in team acme, which has fraud, risk"));
            assertThat(allowing("nothing", "x", "other/*"))
                    .isEqualTo(
                            new Unresolved(
                                    "spec.project nothing does not exist in team acme, which has none that this credential may use"));
            assertThat(allowing("double", "x", "p-4/production"))
                    .isEqualTo(new Unresolved(
                            "spec.project double is ambiguous in team acme: specify the id, one of p-4"));
        }

        @Test
        void namesOnlyTheEnvironmentsThatItAllows() {
            assertThat(allowing("fraud", "dev", "*/staging", "fraud/secret"))
                    .isEqualTo(
                            new Unresolved("spec.environment dev does not exist in project fraud, which has staging"));
            assertThat(allowing("fraud", "secret", "fraud/e-1"))
                    .isEqualTo(new Unresolved(
                            "the connection's own token does not reach spec.environment secret of project"
                                    + " fraud; it reaches production"));
            assertThat(allowing("risk", "twin", "risk/e-5"))
                    .isEqualTo(new Unresolved(
                            "spec.environment twin is ambiguous in project risk: specify the id, one of e-5"));
        }

        /** The policy check refuses it later, with its own message. */
        @Test
        void findsWhatItDoesNotAllow() {
            assertThat(allowing("fraud", "staging", "fraud/production"))
                    .isEqualTo(new Resolved(new TargetEnvironment("p-1", "fraud", "e-2", "staging")));
        }

        private static TargetResolver.Resolution allowing(String project, String environment, String... allowed) {
            var entries = Stream.of(allowed)
                    .map(text -> text.split("/"))
                    .map(parts -> new AllowedEnvironment(parts[0], parts[1]))
                    .toList();
            return new TargetResolver(TEAM, REACHABLE, new EnvironmentRule(Optional.of(entries)))
                    .resolve(text(project), text(environment));
        }
    }

    private static TargetResolver.Resolution resolve(String project, String environment) {
        return resolver(TEAM).resolve(text(project), text(environment));
    }

    private static TargetResolver.Resolution pinned(
            String project, String projectId, String environment, String environmentId) {
        return resolver(TEAM)
                .resolve(
                        new TargetResolver.Text(project, Optional.of(projectId)),
                        new TargetResolver.Text(environment, Optional.of(environmentId)));
    }

    private static TargetResolver resolver(Team team) {
        return new TargetResolver(team, REACHABLE, new EnvironmentRule(Optional.empty()));
    }

    private static TargetResolver.Text text(String value) {
        return new TargetResolver.Text(value, Optional.empty());
    }

    private static Team.Project project(String id, String name, String... environments) {
        var all = List.of(environments).stream()
                .map(text -> text.split("="))
                .map(pair -> new Team.Environment(pair[0], pair[1]))
                .toList();
        return new Team.Project(id, name, all);
    }
}
