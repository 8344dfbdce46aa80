// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.util.List;

/**
 * What the operator's settings say about connections.
 *
 * @param allowedApiServers globs such as {@code https://*.chalk.ai}; what no glob matches is not called
 */
public record ConnectionSettings(List<String> allowedApiServers) {

    public ConnectionSettings {
        allowedApiServers = List.copyOf(allowedApiServers);
    }
}
