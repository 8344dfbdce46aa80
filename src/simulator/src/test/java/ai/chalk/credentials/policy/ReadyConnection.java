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
 * A connection that is ready and, by default, open to every namespace.
 *
 * @param reachable ids of the environments that its own token can reach
 */
public record ReadyConnection(
        ChalkApi chalk, TokenInventory inventory, Team team, Set<String> reachable, ConnectionPolicy policy) {

    /** The API server of each of these connections. */
    public static final String API_SERVER = "https://api.chalk.ai";

    /** A connection to this Chalk that can reach all its environments. */
    public static ReadyConnection to(SimulatedChalk chalk, TokenInventory inventory) {
        return to(
                new FakeChalk(chalk, SimulatedChalk.BOOTSTRAP),
                inventory,
                chalk.world().team());
    }

    /** A connection to a Chalk with this team that can reach all its environments. */
    public static ReadyConnection to(ChalkApi chalk, TokenInventory inventory, Team team) {
        var all = team.projects().stream()
                .flatMap(project -> project.environments().stream())
                .map(Team.Environment::id)
                .collect(Collectors.toSet());
        return new ReadyConnection(chalk, inventory, team, all, openTo(Map.of()));
    }

    /** The same connection, limited to these environments. */
    public ReadyConnection reaching(Set<String> environmentIds) {
        return new ReadyConnection(chalk, inventory, team, environmentIds, policy);
    }

    /** The same with another policy. */
    public ReadyConnection with(ConnectionPolicy other) {
        return new ReadyConnection(chalk, inventory, team, reachable, other);
    }

    /** A policy that admits the namespaces with these labels, and restricts nothing else. */
    public static ConnectionPolicy openTo(Map<String, String> labels) {
        return ConnectionPolicyBuilder.builder()
                .namespaces(new NamespaceSelector(labels, null))
                .build();
    }

    /** The spec of a connection with that policy. */
    public static ConnectionSpec spec(ConnectionPolicy policy) {
        var own = new CredentialsSecretRef("chalk-operator", "chalk-system", null, null);
        return ConnectionSpecBuilder.builder()
                .apiServer(API_SERVER)
                .credentialsSecretRef(own)
                .policy(policy)
                .build();
    }

    /** The state of this connection under that name. */
    public ConnectionState state(ConnectionKey key) {
        var link = new ConnectionState.Link(chalk, inventory, SimulatedChalk.BOOTSTRAP.clientId(), team, reachable);
        return new ConnectionState(key, spec(policy), true, "Connected", "usable", Optional.of(link));
    }
}
