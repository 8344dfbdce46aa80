// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/**
 * All that a command gets from outside but the cluster.
 *
 * @param terminal whether a person watches what is printed
 */
record CommandIo(
        PrintWriter out,
        PrintWriter err,
        BufferedReader in,
        Clock clock,
        Map<String, String> environment,
        boolean terminal) {

    Ink ink(GlobalOptions options) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Ink(terminal && !options.noColor && !refused);
    }
}
