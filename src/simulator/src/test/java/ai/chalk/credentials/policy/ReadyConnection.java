// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.policy;

import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicyBuilder;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpecBuilder;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.api.v1alpha1.NamespaceSelector;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.FakeChalk;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A connection that is ready, and open to every namespace where a test does not say otherwise.
 *
 * @param reachable ids of the environments that its own credential reaches
 */
public record ReadyConnection(
        ChalkApi chalk, TokenInventory inventory, Team team, Set<String> reachable, ConnectionPolicy policy) {

    /** Where each of them is. */
    public static final String API_SERVER = "https://api.chalk.ai";

    /** To that Chalk, of which it reaches everything. */
    public static ReadyConnection to(SimulatedChalk chalk, TokenInventory inventory) {
        return to(
                new FakeChalk(chalk, SimulatedChalk.BOOTSTRAP),
                inventory,
                chalk.world().team());
    }

    /** To a Chalk in which there is that team, of which it reaches everything. */
    public static ReadyConnection to(ChalkApi chalk, TokenInventory inventory, Team team) {
        var all = team.projects().stream()
                .flatMap(project -> project.environments().stream())
                .map(Team.Environment::id)
                .collect(Collectors.toSet());
        return new ReadyConnection(chalk, inventory, team, all, openTo(Map.of()));
    }

    /** The same that reaches these environments only. */
    public ReadyConnection reaching(Set<String> environmentIds) {
        return new ReadyConnection(chalk, inventory, team, environmentIds, policy);
    }

    /** The same with another policy. */
    public ReadyConnection with(ConnectionPolicy other) {
        return new ReadyConnection(chalk, inventory, team, reachable, other);
    }

    /** A policy that lets in the namespaces with these labels, and forbids them nothing. */
    public static ConnectionPolicy openTo(Map<String, String> labels) {
        return ConnectionPolicyBuilder.builder()
                .namespaces(new NamespaceSelector(labels, null))
                .build();
    }

    /** The spec of a connection with that policy, ready or not. */
    public static ConnectionSpec spec(ConnectionPolicy policy) {
        var own = new CredentialsSecretRef("chalk-operator", "chalk-system", null, null);
        return ConnectionSpecBuilder.builder()
                .apiServer(API_SERVER)
                .credentialsSecretRef(own)
                .policy(policy)
                .build();
    }

    /** What is known of it under that name. */
    public ConnectionState state(ConnectionKey key) {
        var link = new ConnectionState.Link(chalk, inventory, SimulatedChalk.BOOTSTRAP.clientId(), team, reachable);
        return new ConnectionState(key, spec(policy), true, "Connected", "usable", Optional.of(link));
    }
}
