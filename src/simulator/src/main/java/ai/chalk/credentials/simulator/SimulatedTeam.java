// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.Permissions;
import ai.chalk.credentials.chalk.Team;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The initial content of a Chalk: a team with its projects and environments, and its settings.
 *
 * @param permissions the slugs that this Chalk knows; it treats others as enum names of a newer version
 * @param accessTokenLifetime how long an access token is valid
 */
public record SimulatedTeam(Team team, Set<String> permissions, Duration accessTokenLifetime) {

    public SimulatedTeam {
        permissions = Set.copyOf(permissions);
    }

    /** Team {@code acme}: {@code fraud/production}, {@code fraud/staging}, {@code growth/production}. */
    public static SimulatedTeam standard() {
        return of(List.of("fraud/production", "fraud/staging", "growth/production"));
    }

    /** Team {@code acme} with these environments, each {@code project/environment}. */
    public static SimulatedTeam of(List<String> environments) {
        var projects = new LinkedHashMap<String, List<Team.Environment>>();
        environments.stream()
                .map(SimulatedTeam::parts)
                .forEach(parts -> projects.merge(parts[0], List.of(environment(parts)), SimulatedTeam::both));
        var team = new Team(
                "team_acme",
                "acme",
                projects.entrySet().stream().map(SimulatedTeam::project).toList());
        return new SimulatedTeam(team, Permissions.grantable(), Duration.ofHours(1));
    }

    public SimulatedTeam withAccessTokenLifetime(Duration lifetime) {
        return new SimulatedTeam(team, permissions, lifetime);
    }

    /** The same team in a version of Chalk that knows only these permissions. */
    public SimulatedTeam withPermissions(Set<String> known) {
        return new SimulatedTeam(team, known, accessTokenLifetime);
    }

    /**
     * The same team, with another name for the project or environment of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    SimulatedTeam renamed(String id, String name) {
        var projects = team.projects().stream()
                .map(project -> new Team.Project(
                        project.id(),
                        project.id().equals(id) ? name : project.name(),
                        project.environments().stream()
                                .map(environment ->
                                        environment.id().equals(id) ? new Team.Environment(id, name) : environment)
                                .toList()))
                .toList();
        var after = new Team(team.id(), team.name(), projects);
        if (name.isBlank() || after.equals(team)) {
            throw new IllegalArgumentException(
                    "id must be that of a project or environment, and name must differ from its present name");
        }
        return new SimulatedTeam(after, permissions, accessTokenLifetime);
    }

    /** The id of an existing environment. */
    public String environmentId(String project, String environment) {
        return team.projects().stream()
                .filter(candidate -> candidate.name().equals(project))
                .flatMap(candidate -> candidate.environments().stream())
                .filter(candidate -> candidate.name().equals(environment))
                .map(Team.Environment::id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no environment " + project + "/" + environment));
    }

    /** All environments, id to name, in the order of the team. */
    Map<String, String> environments() {
        var names = new LinkedHashMap<String, String>();
        team.projects().stream()
                .flatMap(project -> project.environments().stream())
                .forEach(environment -> names.put(environment.id(), environment.name()));
        return names;
    }

    private static String[] parts(String environment) {
        var parts = environment.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("not of the form project/environment: " + environment);
        }
        return parts;
    }

    private static Team.Environment environment(String[] parts) {
        return new Team.Environment("env_" + parts[0] + "_" + parts[1], parts[1]);
    }

    private static Team.Project project(Map.Entry<String, List<Team.Environment>> project) {
        return new Team.Project("proj_" + project.getKey(), project.getKey(), project.getValue());
    }

    private static List<Team.Environment> both(List<Team.Environment> some, List<Team.Environment> more) {
        var all = new LinkedHashMap<String, Team.Environment>();
        some.forEach(environment -> all.put(environment.id(), environment));
        more.forEach(environment -> all.put(environment.id(), environment));
        return List.copyOf(all.values());
    }
}
