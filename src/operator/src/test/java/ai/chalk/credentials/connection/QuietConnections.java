// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionKey;
import java.util.function.Consumer;

/** Connections without listeners. A test says which connections exist. */
public abstract class QuietConnections implements Connections {

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
