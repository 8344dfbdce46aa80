// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Receives the results of the regular listings of Chalk. It runs in the connection's reconcile, so it must return soon.
 */
@FunctionalInterface
public interface InventoryListener {

    /** An environment was listed. */
    void listed(InventoryPoll round);

    /** The number of orphans in the status of a connection has changed. */
    default void counted(HasMetadata connection, int orphans) {}
}
