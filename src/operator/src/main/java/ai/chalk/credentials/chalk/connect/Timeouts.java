// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connect until a connection is open
 * @param request from then on until the last byte of the answer, the opening of a connection included
 */
public record Timeouts(Duration connect, Duration request) {

    /** Ten seconds and thirty. */
    public static final Timeouts USUAL = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
}
