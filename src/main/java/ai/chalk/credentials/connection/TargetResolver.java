// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.Target;
import ai.chalk.credentials.chalk.Team;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the project and environment that a credential means: by id first, then by exact name. A name that two things bear
 * is never guessed at.
 */
public final class TargetResolver {

    private TargetResolver() {}

    /** What was found, or why not. */
    public sealed interface Resolution {}

    /** Found, and reached by the connection's credential. */
    public record Resolved(Target target) implements Resolution {}

    /**
     * Not found, not told apart, or not reached.
     *
     * @param message a sentence for people: field, value, what exists instead
     */
    public record Unresolved(String message) implements Resolution {}

    /** Resolves the texts of {@code spec.project} and {@code spec.environment}. */
    public static Resolution resolve(ConnectionState.Link link, String project, String environment) {
        return resolve(link.team(), link.reachable(), project, environment);
    }

    /**
     * The same, without a way to Chalk.
     *
     * @param reachable ids of the environments that the connection's own credential reaches
     */
    public static Resolution resolve(Team team, Set<String> reachable, String project, String environment) {
        var projects = find(team.projects(), project, Team.Project::id, Team.Project::name);
        if (projects.size() != 1) {
            return new Unresolved(unresolved(
                    "spec.project " + project,
                    "team " + team.name(),
                    projects.isEmpty() ? names(team.projects(), Team.Project::name) : List.of(),
                    projects.stream().map(Team.Project::id).toList()));
        }
        return inProject(reachable, projects.get(0), environment);
    }

    private static Resolution inProject(Set<String> reachable, Team.Project project, String environment) {
        var found = find(project.environments(), environment, Team.Environment::id, Team.Environment::name);
        if (found.size() != 1) {
            return new Unresolved(unresolved(
                    "spec.environment " + environment,
                    "project " + project.name(),
                    found.isEmpty() ? names(reachable, project) : List.of(),
                    found.stream().map(Team.Environment::id).toList()));
        }
        var one = found.get(0);
        if (!reachable.contains(one.id())) {
            return new Unresolved(
                    "spec.environment %s of project %s is not reached by the connection's own credential, which reaches %s"
                            .formatted(environment, project.name(), orNone(names(reachable, project))));
        }
        return new Resolved(new Target(project.id(), project.name(), one.id(), one.name()));
    }

    private static <T> List<T> find(List<T> all, String text, Function<T, String> id, Function<T, String> name) {
        Predicate<T> sameId = one -> id.apply(one).equals(text);
        var byId = all.stream().filter(sameId).toList();
        return byId.isEmpty()
                ? all.stream().filter(one -> name.apply(one).equals(text)).toList()
                : byId;
    }

    private static String unresolved(String what, String where, List<String> existing, List<String> ambiguous) {
        return ambiguous.isEmpty()
                ? what + " does not exist in " + where + ", which has " + orNone(existing)
                : what + " is the name of several in " + where + ": write the id, one of " + Listed.of(ambiguous);
    }

    private static List<String> names(Set<String> reachable, Team.Project project) {
        var within = project.environments().stream()
                .filter(environment -> reachable.contains(environment.id()))
                .toList();
        return names(within, Team.Environment::name);
    }

    private static <T> List<String> names(List<T> all, Function<T, String> name) {
        return all.stream().map(name).sorted().toList();
    }

    private static String orNone(List<String> values) {
        return values.isEmpty() ? "none that can be used" : Listed.of(values);
    }
}
