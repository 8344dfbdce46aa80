// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import picocli.CommandLine.Option;

/** Whether, and how long, a command waits for the result of its request. */
final class WaitOptions {

    @Option(names = "--wait", description = "Wait until the new token is in the Secret, and show the progress.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to wait, for example 90s or 10m. Default: 5m.")
    String timeout = "5m";
}
