// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import java.util.List;

/** Starts programs whose every output line a test reads. */
public final class ChildProcesses {

    private ChildProcesses() {}

    /**
     * A JVM prints the options of {@code JAVA_TOOL_OPTIONS} in a line of its own, which would look like output of the
     * program.
     */
    public static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }
}
