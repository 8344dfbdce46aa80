// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.Duration;

/**
 * The timeouts of a call.
 *
 * @param connect for opening a connection
 * @param request for the whole call, from opening the connection to the last byte of the response
 */
public record Timeouts(Duration connect, Duration request) {

    /** 10 and 30 seconds. */
    public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
