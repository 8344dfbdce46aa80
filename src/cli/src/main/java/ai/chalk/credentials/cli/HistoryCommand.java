// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description =
                "Show the last ten revisions of a credential: why and when each was issued, published and revoked.")
final class HistoryCommand implements Callable<Integer> {

    private final CommandIo io;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NAME", description = "The name of the credential.")
    private String name = "";

    HistoryCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var view = HistoryView.of(cluster.get(cluster.namespace(options), name));
            io.out()
                    .print(
                            options.output == OutputFormat.json
                                    ? JsonOutput.write(view)
                                    : view.text(io.clock().instant()));
            return ExitCode.DONE;
        }
    }
}
