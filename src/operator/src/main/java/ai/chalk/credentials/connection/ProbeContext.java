// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Instant;

/**
 * Which connection a pass is about, and when it is.
 *
 * @param apiServer as the spec names it
 */
record ProbeContext(ConnectionKey key, String apiServer, long generation, Instant now) {

    /** Whether the spec still means this API server. */
    boolean isAbout(String other) {
        return withoutSlash(apiServer).equals(withoutSlash(other));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
