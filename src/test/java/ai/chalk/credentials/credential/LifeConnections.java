// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.CredentialsSecretRef;
import ai.chalk.credentials.api.v1alpha1.NamespaceSelector;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.Inventory;
import ai.chalk.credentials.connection.ConnectionKey;
import ai.chalk.credentials.connection.ConnectionState;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.connection.InventoryListener;
import ai.chalk.credentials.simulator.SimulatedChalk;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The one connection of a life: usable, unless it is being looked at for the first time. */
final class LifeConnections implements Connections {

    private static final ConnectionKey KEY = ConnectionKey.cluster("default");
    private static final ConnectionSpec SPEC = new ConnectionSpec(
            "https://api.chalk.ai",
            new CredentialsSecretRef("chalk-operator", "chalk-system", null, null),
            null,
            null,
            null,
            new ConnectionPolicy(new NamespaceSelector(Map.of(), null), null, null, null, null, null, null, null));

    private final LifeWorld world;
    private final ConnectionState usable;

    LifeConnections(LifeWorld world, ChalkApi chalk, Inventory inventory) {
        this.world = world;
        var link = new ConnectionState.Link(
                chalk,
                inventory,
                SimulatedChalk.BOOTSTRAP.clientId(),
                LifeWorld.CHALK.team(),
                Set.copyOf(LifeWorld.ENVIRONMENTS));
        usable = new ConnectionState(KEY, SPEC, true, "Connected", "usable", Optional.of(link));
    }

    @Override
    public Optional<ConnectionState> find(ConnectionKey key) {
        return world.connected && key.equals(KEY) ? Optional.of(usable) : Optional.empty();
    }

    @Override
    public boolean isKnown(ConnectionKey key) {
        return key.equals(KEY);
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
