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
 * Finds the project and environment that a credential names: by id first, then by exact name. An ambiguous name is
 * never resolved by guessing. A text for which a token was issued keeps its meaning, even if something else has that
 * name by now.
 *
 * @param reachable ids of the environments that the connection's own token can reach
 * @param allowed the environments that the connection's policy allows; messages name no others
 */
public record TargetResolver(Team team, Set<String> reachable, EnvironmentRule allowed) {

    public TargetResolver {
        reachable = Set.copyOf(reachable);
    }

    /** The target, or why there is none. */
    public sealed interface Resolution {}

    /** The target exists, and the connection's token can reach it. */
    public record Resolved(TargetEnvironment target) implements Resolution {}

    /**
     * The target does not exist, is ambiguous, or cannot be reached.
     *
     * @param message a sentence for users: field, value, what exists instead
     */
    public record Unresolved(String message) implements Resolution {}

    /**
     * A name or id in a spec.
     *
     * @param pinnedId the id to which the text was resolved when a token was issued for it, and to which it stays
     * pinned
     */
    public record Text(String value, Optional<String> pinnedId) {}

    /** A resolver for everything that a connection can reach. */
    public static TargetResolver of(ConnectionState state, ConnectionState.Link link) {
        return new TargetResolver(
                link.team(), link.reachable(), EnvironmentRule.of(state.spec().policy()));
    }

    /** Resolves {@code spec.project} and {@code spec.environment}. */
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
                : new Unresolved("%s of %s cannot be reached with the connection's own token, which reaches %s"
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
                .map(id -> what + " is pinned to id " + id + ", because a token was issued for it, and " + where
                        + " no longer has that id: name another one, by its id if its name is the same. There"
                        + " are " + names)
                .orElseGet(() -> what + " does not exist in " + where + ", which has " + names));
    }

    private static Unresolved ambiguous(String what, String where, List<String> ids) {
        return new Unresolved(what + " is an ambiguous name in " + where + ": write the id, one of " + orNone(ids));
    }

    /** Names of the environments that a credential may use. */
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
