// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ClientSecret;
import java.util.Optional;

/**
 * A proxy between us and Chalk.
 *
 * @param authorization the value of the header {@code Proxy-Authorization}, which holds a password
 */
record ProxyServer(String host, int port, Optional<ClientSecret> authorization) {

    /** What a socket takes; a URL may have more. */
    static final int HIGHEST_PORT = 65_535;
}
