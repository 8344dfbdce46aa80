// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.chalk.FakeChalk;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.chalk.TokenListing;
import ai.chalk.credentials.connection.QuietConnections;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.ReadyConnection;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections with states that a test sets. */
final class KnownConnections extends QuietConnections {

    private final Map<ConnectionKey, ConnectionState> states = new HashMap<>();

    /**
     * Creates the state of a connection.
     *
     * @param team everything that the connection can reach; empty if it has no session with Chalk
     */
    void put(ConnectionKey key, ConnectionPolicy policy, Optional<Team> team) {
        states.put(
                key,
                team.map(reached -> ready(reached).with(policy).state(key))
                        .orElseGet(() -> new ConnectionState(
                                key,
                                ReadyConnection.spec(policy),
                                false,
                                "ChalkUnreachable",
                                "ChalkUnreachable",
                                Optional.empty())));
    }

    private static ReadyConnection ready(Team team) {
        var chalk = SimulatedChalk.standard(Clock.systemUTC());
        return ReadyConnection.to(
                new FakeChalk(chalk, SimulatedChalk.BOOTSTRAP),
                (environmentId, newerThan) -> new TokenListing(newerThan, List.of()),
                team);
    }

    @Override
    public Optional<ConnectionState> find(ConnectionKey key) {
        return Optional.ofNullable(states.get(key));
    }
}
