// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.chalk.Team;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the project and environment that a credential means: by id first, then by exact name. A name that two things bear
 * is never guessed at. A text that a token was issued for means what it meant then, whatever has that name by now.
 *
 * @param reachable ids of the environments that the connection's own credential reaches
 * @param allowed what the connection's policy leaves to credentials: nothing else is named to them
 */
public record TargetResolver(Team team, Set<String> reachable, EnvironmentRule allowed) {

    public TargetResolver {
        reachable = Set.copyOf(reachable);
    }

    /** What was found, or why not. */
    public sealed interface Resolution {}

    /** Found, and reached by the connection's credential. */
    public record Resolved(TargetEnvironment target) implements Resolution {}

    /**
     * Not found, not told apart, or not reached.
     *
     * @param message a sentence for people: field, value, what exists instead
     */
    public record Unresolved(String message) implements Resolution {}

    /**
     * A name or id in a spec.
     *
     * @param pinnedId what it was resolved to when a token was issued for it: that is what it goes on to mean
     */
    public record Text(String value, Optional<String> pinnedId) {}

    /** For what a connection reaches. */
    public static TargetResolver of(ConnectionState state, ConnectionState.Link link) {
        return new TargetResolver(
                link.team(), link.reachable(), EnvironmentRule.of(state.spec().policy()));
    }

    /** Resolves what stands in {@code spec.project} and {@code spec.environment}. */
    public Resolution resolve(Text project, Text environment) {
        var found = find(team.projects(), project, Team.Project::id, Team.Project::name);
        if (found.size() == 1) {
            return inProject(found.get(0), environment);
        }
        var named = found.isEmpty() ? team.projects() : found;
        var usable = named.stream().filter(allowed::coversSomeOf).toList();
        var what = "spec.project " + project.value();
        var where = "team " + team.name();
        return found.isEmpty()
                ? missing(what, project, where, texts(usable, Team.Project::name))
                : ambiguous(what, where, texts(usable, Team.Project::id));
    }

    private Resolution inProject(Team.Project project, Text environment) {
        var found = find(project.environments(), environment, Team.Environment::id, Team.Environment::name);
        var what = "spec.environment " + environment.value();
        var where = "project " + project.name();
        if (found.isEmpty()) {
            return missing(what, environment, where, usable(project));
        }
        if (found.size() > 1) {
            var ids = texts(nameable(project, found), Team.Environment::id);
            return ambiguous(what, where, ids);
        }
        var one = found.get(0);
        return reachable.contains(one.id())
                ? new Resolved(target(project, one))
                : new Unresolved("%s of %s is not reached by the connection's own credential, which reaches %s"
                        .formatted(what, where, orNone(usable(project))));
    }

    private static <T> List<T> find(List<T> all, Text text, Function<T, String> id, Function<T, String> name) {
        var meant = text.pinnedId().orElse(text.value());
        var byId = all.stream().filter(one -> id.apply(one).equals(meant)).toList();
        return byId.isEmpty() && text.pinnedId().isEmpty()
                ? all.stream().filter(one -> name.apply(one).equals(meant)).toList()
                : byId;
    }

    private static Unresolved missing(String what, Text text, String where, List<String> existing) {
        var names = orNone(existing);
        return new Unresolved(text.pinnedId()
                .map(id -> what + " has meant id " + id + " since a token was issued for it, and " + where
                        + " has none of that id any more: name another one, by its id if its name is the same. There"
                        + " are " + names)
                .orElseGet(() -> what + " does not exist in " + where + ", which has " + names));
    }

    private static Unresolved ambiguous(String what, String where, List<String> ids) {
        return new Unresolved(what + " is the name of several in " + where + ": write the id, one of " + orNone(ids));
    }

    /** Names of the environments that a credential could have. */
    private List<String> usable(Team.Project project) {
        var within = project.environments().stream()
                .filter(environment -> reachable.contains(environment.id()))
                .toList();
        return texts(nameable(project, within), Team.Environment::name);
    }

    private List<Team.Environment> nameable(Team.Project project, List<Team.Environment> environments) {
        return environments.stream()
                .filter(environment -> allowed.covers(target(project, environment)))
                .toList();
    }

    private static TargetEnvironment target(Team.Project project, Team.Environment environment) {
        return new TargetEnvironment(project.id(), project.name(), environment.id(), environment.name());
    }

    private static <T> List<String> texts(List<T> all, Function<T, String> text) {
        return all.stream().map(text).sorted().toList();
    }

    private static String orNone(List<String> values) {
        return values.isEmpty() ? "none that can be used" : ListText.of(values);
    }
}
