// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.ChalkConnector;

/**
 * What a connection's spec, Secret and CA bundle say.
 *
 * @param isOurSecret whether the Secret is the output of a credential of this operator, which repairs it when it is lost or
 *     changed by hand, and needs a connection for that
 */
record ObservedConnection(ChalkConnector.Settings settings, boolean isOurSecret) {}
