// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.TokenInventory;

/** Makes the one inventory of a connection when the connection is opened. */
@FunctionalInterface
public interface InventoryOpener {

    /** An inventory that lists through this client; makes no call yet. */
    TokenInventory over(ChalkApi chalk);
}
