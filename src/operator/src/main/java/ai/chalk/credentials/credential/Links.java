// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.PinnedConnection;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import java.util.Optional;

/** Finds the open way to Chalk for a token, wherever it was issued. */
record Links(Connections connections) {

    Optional<ConnectionState.Link> at(PinnedConnection pinned) {
        return connections.find(ConnectionKey.of(pinned)).flatMap(ConnectionState::link);
    }
}
