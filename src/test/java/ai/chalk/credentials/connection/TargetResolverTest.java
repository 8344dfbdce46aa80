// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.Inventory;
import ai.chalk.credentials.chalk.Listing;
import ai.chalk.credentials.chalk.Target;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.connection.TargetResolver.Resolved;
import ai.chalk.credentials.connection.TargetResolver.Unresolved;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
                    // An id is somebody else's name: the id wins.
                    project("p-5", "p-1", "e-6=e-7", "e-7=other")));
    private static final Set<String> REACHABLE = Set.of("e-1", "e-2", "e-3", "e-4", "e-5", "e-6", "e-7");

    @Test
    void findsByNameAndById() {
        var target = new Resolved(new Target("p-1", "fraud", "e-2", "staging"));

        assertThat(resolve("fraud", "staging")).isEqualTo(target);
        assertThat(resolve("p-1", "e-2")).isEqualTo(target);
        assertThat(resolve("fraud", "e-2")).isEqualTo(target);
        assertThat(resolve("p-1", "staging")).isEqualTo(target);
    }

    @Test
    void prefersAnIdToAName() {
        assertThat(resolve("p-1", "e-1")).isEqualTo(new Resolved(new Target("p-1", "fraud", "e-1", "production")));
        assertThat(resolve("p-5", "e-7")).isEqualTo(new Resolved(new Target("p-5", "p-1", "e-7", "other")));
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

        assertThat(TargetResolver.resolve(link(new Team("t-1", "acme", projects)), "x", "y"))
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
                .isEqualTo(new Unresolved(
                        "spec.environment dev does not exist in project double, which has none that can be used"));
    }

    @Test
    void asksForAnIdWhereANameIsNotUnique() {
        assertThat(resolve("double", "production"))
                .isEqualTo(new Unresolved(
                        "spec.project double is the name of several in team acme: write the id, one of p-3, p-4"));
        assertThat(resolve("risk", "twin"))
                .isEqualTo(new Unresolved(
                        "spec.environment twin is the name of several in project risk: write the id, one of e-4, e-5"));
        assertThat(resolve("risk", "e-5")).isEqualTo(new Resolved(new Target("p-2", "risk", "e-5", "twin")));
    }

    @Test
    void refusesAnEnvironmentThatTheConnectionDoesNotReach() {
        assertThat(resolve("fraud", "secret"))
                .isEqualTo(new Unresolved("spec.environment secret of project fraud is not reached by the connection's"
                        + " own credential, which reaches production, staging"));
    }

    private static TargetResolver.Resolution resolve(String project, String environment) {
        return TargetResolver.resolve(link(TEAM), project, environment);
    }

    private static ConnectionState.Link link(Team team) {
        Inventory none = (environmentId, newerThan) -> new Listing(Instant.EPOCH, List.of());
        var silent = (ChalkApi) Proxy.newProxyInstance(
                ChalkApi.class.getClassLoader(), new Class<?>[] {ChalkApi.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("resolving calls nobody");
                });
        return new ConnectionState.Link(silent, none, "client", team, REACHABLE);
    }

    private static Team.Project project(String id, String name, String... environments) {
        var all = List.of(environments).stream()
                .map(text -> text.split("="))
                .map(pair -> new Team.Environment(pair[0], pair[1]))
                .toList();
        return new Team.Project(id, name, all);
    }
}
