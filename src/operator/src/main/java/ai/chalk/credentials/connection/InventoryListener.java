// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Is told what the regular look at Chalk shows, in the pass of the connection: it must not take long. */
@FunctionalInterface
public interface InventoryListener {

    /** An environment was listed. */
    void listed(InventoryPoll round);

    /** The status of a connection says another number of orphans than before. */
    default void counted(HasMetadata connection, int orphans) {}
}
