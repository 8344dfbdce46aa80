// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import java.util.Optional;
import java.util.function.Consumer;

/** The connections as this process knows them. Credentials read them from memory. */
public interface Connections {

    /** The state of a connection. Empty if there is no such object. */
    Optional<ConnectionState> find(ConnectionKey key);

    /** Whether an object of that name exists, even if it has not been reconciled yet. */
    boolean isKnown(ConnectionKey key);

    /** Whether this process reconciles connections of that kind at all. Others are never found. */
    boolean isServed(ConnectionKey key);

    /** Whether a connection uses that client id for its calls now. */
    boolean isInUse(String clientId);

    /** Registers a listener, called from any thread, for connections whose state has changed or that are gone. */
    void onChange(Consumer<ConnectionKey> listener);

    /** Registers a listener for the results of the regular listings of Chalk. */
    void onListing(InventoryListener listener);
}
