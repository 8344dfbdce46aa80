// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.net.URI;
import java.util.Optional;

/** Opens connections to Chalk. Tests substitute their own Chalk here. */
public interface ChalkConnector {

    /** Returns a client for these settings, without making a call. */
    ChalkApi open(Settings settings);

    /**
     * The address, the identity and the limits of a connection.
     *
     * @param caBundle certificates in PEM format that are trusted instead of the JVM's own
     * @param requestsPerSecond at least 1, for the whole connection
     * @param concurrency maximum number of concurrent calls, at least 1
     */
    record Settings(
            URI apiServer,
            ClientCredentials credentials,
            Optional<String> caBundle,
            int requestsPerSecond,
            int concurrency) {}
}
