// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import java.util.List;

/** Programs of ours that tests start, and whose every line they read. */
public final class ChildProcesses {

    private ChildProcesses() {}

    /** A JVM names the options of {@code JAVA_TOOL_OPTIONS} in a line of its own, which would be taken for one of the program. */
    public static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }
}
