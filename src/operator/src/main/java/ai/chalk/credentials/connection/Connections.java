// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import java.util.Optional;
import java.util.function.Consumer;

/** The connections as this process knows them: what a credential's pass reads, without a call to anybody. */
public interface Connections {

    /** The state of a connection; empty where no such object exists. */
    Optional<ConnectionState> find(ConnectionKey key);

    /** Whether an object of that name was seen, though nobody may have looked at it yet. */
    boolean isKnown(ConnectionKey key);

    /** Whether this process looks at connections of that kind at all; one that is not served is never found. */
    boolean isServed(ConnectionKey key);

    /** Whether any connection's calls are made with that client id just now. */
    boolean isInUse(String clientId);

    /** Registers who is told, from any thread, that the state of a connection has changed or that it is gone. */
    void onChange(Consumer<ConnectionKey> listener);

    /** Registers who is told what each regular look at Chalk shows. */
    void onListing(InventoryListener listener);
}
