// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/**
 * The input and output of a command, and its clock and environment.
 *
 * @param terminal whether the output goes to a terminal
 */
record CommandIo(
        PrintWriter out,
        PrintWriter err,
        BufferedReader in,
        Clock clock,
        Map<String, String> environment,
        boolean terminal) {

    /** Colours only on a terminal, and not if the caller has disabled them. */
    ColorScheme colors(GlobalOptions options) {
        boolean disabled =
                options.noColor || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return CommandLine.Help.defaultColorScheme(Ansi.valueOf(terminal && !disabled));
    }
}
