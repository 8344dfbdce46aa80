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

/** The plugin in this JVM, as some user of a cluster; remembers all that it ever printed. */
public final class PluginUnderTest {

    private final Path kubeconfig;
    private final Clock clock;
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());

    /** A user of it. */
    public PluginUnderTest(Path kubeconfig, Clock clock) {
        this.kubeconfig = kubeconfig;
        this.clock = clock;
    }

    /**
     * How a command ended.
     *
     * @param out what scripts read
     * @param err what people read beside it
     */
    public record Ended(int code, String out, String err) {}

    /** Runs a command without anybody to answer questions. */
    public Ended run(String... arguments) {
        return runAnswering("", arguments);
    }

    /** Runs a command, with that as the standard input. */
    public Ended runAnswering(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new CommandIo(
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
        int code = KubectlChalk.run(surroundings, all.toArray(String[]::new));
        printed.add(out + "\n" + err);
        return new Ended(code, out.toString(), err.toString());
    }

    /** All that was ever printed. */
    public String printed() {
        return String.join("\n", printed);
    }
}
