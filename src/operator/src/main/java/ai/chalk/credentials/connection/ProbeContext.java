// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Instant;

/**
 * The connection and the time of a reconcile.
 *
 * @param apiServer the API server in the spec
 */
record ProbeContext(ConnectionKey key, String apiServer, long generation, Instant now) {

    /** Whether the spec still names this API server. */
    boolean isAbout(String other) {
        return withoutSlash(apiServer).equals(withoutSlash(other));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
