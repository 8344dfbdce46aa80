// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.time.Duration;
import java.util.List;

/**
 * The operator's settings for connections.
 *
 * @param allowedApiServers globs such as {@code https://*.chalk.ai}; the operator calls no API server that none of them
 * matches
 * @param clusterConnections whether {@code ClusterChalkConnection}s are reconciled
 * @param inventoryInterval how often each environment is listed
 */
public record ConnectionSettings(
        List<String> allowedApiServers, boolean clusterConnections, Duration inventoryInterval) {

    public ConnectionSettings {
        allowedApiServers = List.copyOf(allowedApiServers);
    }
}
