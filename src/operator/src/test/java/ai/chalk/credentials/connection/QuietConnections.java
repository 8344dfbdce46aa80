// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionKey;
import java.util.function.Consumer;

/** Connections of which nobody is ever told anything: a test says which of them there are. */
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
