// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Runs the plugin in this JVM as a given user of a cluster, and remembers all that it prints. */
public final class PluginUnderTest {

    private final Path kubeconfig;
    private final Clock clock;
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());

    /** The plugin with the rights of a kubeconfig. */
    public PluginUnderTest(Path kubeconfig, Clock clock) {
        this.kubeconfig = kubeconfig;
        this.clock = clock;
    }

    /**
     * The result of a command.
     *
     * @param out the standard output
     * @param err the standard error
     */
    public record CommandResult(int code, String out, String err) {}

    /** Runs a command with an empty standard input. */
    public CommandResult run(String... arguments) {
        return runWithInput("", arguments);
    }

    /** Runs a command with a given standard input. */
    public CommandResult runWithInput(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var io = new CommandIo(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new BufferedReader(new StringReader(input)),
                clock,
                Map.of(),
                false);
        var all = new ArrayList<>(List.of(arguments));
        if (all.isEmpty() || !all.contains("--kubeconfig")) {
            all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        }
        int code = KubectlChalk.run(io, all.toArray(String[]::new));
        printed.add(out + "\n" + err);
        return new CommandResult(code, out.toString(), err.toString());
    }

    /** All that the plugin has printed so far. */
    public String printed() {
        return String.join("\n", printed);
    }
}
