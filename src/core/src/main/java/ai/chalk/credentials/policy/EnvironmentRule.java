// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.AllowedEnvironment;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.chalk.TargetEnvironment;
import ai.chalk.credentials.chalk.Team;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which environments a policy allows for credentials, by id or by the present name in Chalk.
 *
 * @param allowed empty if the policy restricts nothing
 */
public record EnvironmentRule(Optional<List<AllowedEnvironment>> allowed) {

    private static final String ANY = "*";

    /** The rule of a connection's policy. */
    public static EnvironmentRule of(@Nullable ConnectionPolicy policy) {
        return new EnvironmentRule(Optional.ofNullable(policy).map(ConnectionPolicy::environments));
    }

    /** Why the policy refuses this environment, to follow the word "refuses". */
    Optional<String> refusal(TargetEnvironment target) {
        return allowed.filter(entries -> !covers(target)).map(entries -> "%s: spec.policy.environments allows %s"
                .formatted(describe(target), ListText.of(shown(entries))));
    }

    private static String describe(TargetEnvironment target) {
        return target.environmentName().isEmpty()
                ? "environment " + target.environmentId() + ", which Chalk does not list"
                : "environment %s of project %s".formatted(target.environmentName(), target.projectName());
    }

    private static List<String> shown(List<AllowedEnvironment> entries) {
        return entries.stream()
                .map(entry -> entry.project() + "/" + entry.environment())
                .toList();
    }

    boolean covers(TargetEnvironment target) {
        return allowed.map(entries -> entries.stream().anyMatch(entry -> covers(entry, target)))
                .orElse(true);
    }

    /** Whether the policy allows any environment of the project, even one that does not exist yet. */
    boolean coversSomeOf(Team.Project project) {
        return allowed.map(entries ->
                        entries.stream().anyMatch(entry -> names(entry.project(), project.id(), project.name())))
                .orElse(true);
    }

    private static boolean covers(AllowedEnvironment entry, TargetEnvironment target) {
        return names(entry.project(), target.projectId(), target.projectName())
                && names(entry.environment(), target.environmentId(), target.environmentName());
    }

    private static boolean names(String entry, String id, String name) {
        return List.of(ANY, id, name).contains(entry);
    }
}
