// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "rotate", description = "Asks for a new token now; the one before works on for the overlap.")
final class RotateCommand implements Callable<Integer> {

    private final CommandIo surroundings;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Parameters(paramLabel = "NAME", description = "The credential.")
    private String name = "";

    RotateCommand(CommandIo surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var live = cluster.get(cluster.namespace(options), name);
            var requester = new RequestSender(surroundings, options, cluster);
            var request = new RequestCheck(
                    WellKnownNames.ROTATE_ANNOTATION, requester.newText(live, WellKnownNames.ROTATE_ANNOTATION));
            requester.make(live, request, requester.check(live, request), wait);
            return ExitCode.DONE;
        }
    }
}
