// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.TokenInventory;

/** Creates the only inventory of a connection when the connection is opened. */
@FunctionalInterface
public interface InventoryOpener {

    /** An inventory that lists with this client. Makes no call yet. */
    TokenInventory over(ChalkApi chalk);
}
