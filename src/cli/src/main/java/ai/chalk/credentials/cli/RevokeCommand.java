// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = {
            "For a leaked value: issue a new token now, and revoke all older ones at once, even if they are in use."
        })
final class RevokeCommand implements Callable<Integer> {

    private final CommandIo io;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask for confirmation.")
    private boolean yes;

    @Parameters(paramLabel = "NAME", description = "The name of the credential.")
    private String name = "";

    RevokeCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var live = cluster.get(cluster.namespace(options), name);
            var requests = new RequestSender(io, options, cluster);
            var request = new RequestCheck(
                    WellKnownNames.REVOKE_ANNOTATION, requests.newText(live, WellKnownNames.REVOKE_ANNOTATION));
            var note = requests.check(live, request);
            if (!yes) {
                confirm(cluster, live);
            }
            requests.send(live, request, note, wait);
            return ExitCode.DONE;
        }
    }

    private void confirm(ClusterClient cluster, ChalkServiceCredential live) {
        var err = io.err();
        err.print(RevokeImpact.of(cluster, live).text());
        err.print("Type yes to continue: ");
        err.flush();
        if (!"yes".equals(answer())) {
            throw CommandFailure.notDone("nothing was requested; --yes skips the confirmation");
        }
    }

    private String answer() {
        try {
            var line = io.in().readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            return "";
        }
    }
}
