// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Shows the last ten revisions of a credential: why, when, and until when.")
final class HistoryCommand implements Callable<Integer> {

    private final CommandIo surroundings;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NAME", description = "The credential.")
    private String name = "";

    HistoryCommand(CommandIo surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var view = HistoryView.of(cluster.get(cluster.namespace(options), name));
            surroundings
                    .out()
                    .print(
                            options.output == OutputFormat.json
                                    ? JsonOutput.write(view)
                                    : view.text(surroundings.clock().instant()));
            return ExitCode.DONE;
        }
    }
}
