// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.ChalkConnector;

/**
 * The content of a connection's spec, Secret and CA bundle.
 *
 * @param isOurSecret whether a credential of this operator writes the Secret. Such a credential repairs the Secret when
 * it is lost or changed by hand, and needs a connection for that
 */
record ObservedConnection(ChalkConnector.Settings settings, boolean isOurSecret) {}
