// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.time.Duration;
import java.util.List;

/**
 * What the operator's settings say about connections.
 *
 * @param allowedApiServers globs such as {@code https://*.chalk.ai}; what no glob matches is not called
 * @param clusterConnections whether {@code ClusterChalkConnection}s are looked at
 * @param inventoryInterval how often each environment is listed
 */
public record ConnectionSettings(
        List<String> allowedApiServers, boolean clusterConnections, Duration inventoryInterval) {

    public ConnectionSettings {
        allowedApiServers = List.copyOf(allowedApiServers);
    }
}
