// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "rotate", description = "Issue a new token now; its predecessor stays valid for the overlap.")
final class RotateCommand implements Callable<Integer> {

    private final CommandIo io;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Parameters(paramLabel = "NAME", description = "The name of the credential.")
    private String name = "";

    RotateCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var live = cluster.get(cluster.namespace(options), name);
            var requests = new RequestSender(io, options, cluster);
            var request = new RequestCheck(
                    WellKnownNames.ROTATE_ANNOTATION, requests.newText(live, WellKnownNames.ROTATE_ANNOTATION));
            requests.send(live, request, requests.check(live, request), wait);
            return ExitCode.DONE;
        }
    }
}
