// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ClientSecret;
import java.util.Optional;

/**
 * A proxy between the operator and Chalk.
 *
 * @param authorization the value of the header {@code Proxy-Authorization}, which contains a password
 */
record ProxyServer(String host, int port, Optional<ClientSecret> authorization) {

    /** The highest port of a socket; a URL may have a higher number. */
    static final int HIGHEST_PORT = 65_535;
}
