// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import picocli.CommandLine.Option;

/** How long a command waits for what it has asked for. */
final class WaitOptions {

    @Option(names = "--wait", description = "Waits until the new token is in the Secret, and shows what happens.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long to wait, such as 90s or 10m. When absent: 5m.")
    String timeout = "5m";
}
