// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.chalk.FakeChalk;
import ai.chalk.credentials.chalk.Listing;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.connection.ConnectionKey;
import ai.chalk.credentials.connection.ConnectionState;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.InventoryListener;
import ai.chalk.credentials.credential.decision.Sample;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Connections as a test puts them there, all of them to the Chalk of {@link Sample#CONNECTION}. */
final class KnownConnections implements Connections {

    private final Map<ConnectionKey, ConnectionState> states = new HashMap<>();

    /**
     * @param team what it reaches, all of it; empty where there is no way to Chalk
     */
    void put(ConnectionKey key, ConnectionPolicy policy, Optional<Team> team) {
        var spec = new ConnectionSpec(
                Sample.CONNECTION.apiServer(),
                new CredentialsSecretRef("chalk-operator", "chalk-system", null, null),
                null,
                null,
                null,
                policy);
        var reason = team.isPresent() ? "Connected" : "ChalkUnreachable";
        states.put(key, new ConnectionState(key, spec, team.isPresent(), reason, reason, team.map(this::link)));
    }

    private ConnectionState.Link link(Team team) {
        var chalk = SimulatedChalk.standard(Clock.systemUTC());
        var reachable = team.projects().stream()
                .flatMap(project -> project.environments().stream())
                .map(Team.Environment::id)
                .collect(Collectors.toSet());
        return new ConnectionState.Link(
                new FakeChalk(chalk, SimulatedChalk.BOOTSTRAP),
                (environmentId, newerThan) -> new Listing(newerThan, List.of()),
                SimulatedChalk.BOOTSTRAP.clientId(),
                team,
                reachable);
    }

    @Override
    public Optional<ConnectionState> find(ConnectionKey key) {
        return Optional.ofNullable(states.get(key));
    }

    @Override
    public boolean isKnown(ConnectionKey key) {
        return find(key).isPresent();
    }

    @Override
    public boolean isServed(ConnectionKey key) {
        return true;
    }

    @Override
    public boolean isInUse(String clientId) {
        return false;
    }

    @Override
    public void onChange(Consumer<ConnectionKey> listener) {}

    @Override
    public void onListing(InventoryListener listener) {}
}
