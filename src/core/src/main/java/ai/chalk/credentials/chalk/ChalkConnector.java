// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.net.URI;
import java.util.Optional;

/** Opens connections to Chalk; the seam at which tests put their own Chalk. */
public interface ChalkConnector {

    /** A client for these settings; makes no call yet. */
    ChalkApi open(Settings settings);

    /**
     * Where, as whom, and how hard.
     *
     * @param caBundle certificates in PEM that are trusted instead of the JVM's own
     * @param requestsPerSecond at least 1, for the whole connection
     * @param concurrency calls under way at once, at least 1
     */
    record Settings(
            URI apiServer,
            ClientCredentials credentials,
            Optional<String> caBundle,
            int requestsPerSecond,
            int concurrency) {}
}
