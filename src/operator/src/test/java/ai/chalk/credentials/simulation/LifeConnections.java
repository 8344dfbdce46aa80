// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.connection.QuietConnections;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import ai.chalk.credentials.policy.ReadyConnection;
import java.util.Optional;
import java.util.Set;

/** The one connection of a life. It is usable unless its first check is still pending. */
public final class LifeConnections extends QuietConnections {

    private static final ConnectionKey KEY = ConnectionKey.cluster("default");

    private final LifeWorld world;
    private final ConnectionState usable;

    public LifeConnections(LifeWorld world, ChalkApi chalk, TokenInventory inventory) {
        this.world = world;
        usable = ReadyConnection.to(chalk, inventory, LifeWorld.CHALK.team())
                .reaching(Set.copyOf(LifeWorld.ENVIRONMENTS))
                .state(KEY);
    }

    @Override
    public Optional<ConnectionState> find(ConnectionKey key) {
        return world.connected && key.equals(KEY) ? Optional.of(usable) : Optional.empty();
    }

    @Override
    public boolean isKnown(ConnectionKey key) {
        return key.equals(KEY);
    }
}
