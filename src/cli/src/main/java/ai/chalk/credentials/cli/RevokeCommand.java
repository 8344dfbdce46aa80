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
            "For a value that has leaked: asks for a new token now, and has everything older revoked at once,",
            "whoever uses it."
        })
final class RevokeCommand implements Callable<Integer> {

    private final CommandIo surroundings;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Parameters(paramLabel = "NAME", description = "The credential.")
    private String name = "";

    RevokeCommand(CommandIo surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var live = cluster.get(cluster.namespace(options), name);
            var requester = new RequestSender(surroundings, options, cluster);
            var request = new RequestCheck(
                    WellKnownNames.REVOKE_ANNOTATION, requester.newText(live, WellKnownNames.REVOKE_ANNOTATION));
            var note = requester.check(live, request);
            if (!yes) {
                confirm(cluster, live);
            }
            requester.make(live, request, note, wait);
            return ExitCode.DONE;
        }
    }

    private void confirm(ClusterClient cluster, ChalkServiceCredential live) {
        var err = surroundings.err();
        err.print(RevokeImpact.of(cluster, live).text());
        err.print("Type yes to go on: ");
        err.flush();
        if (!"yes".equals(answer())) {
            throw CommandFailure.no("nothing was asked for; --yes goes on without a question");
        }
    }

    private String answer() {
        try {
            var line = surroundings.in().readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            return "";
        }
    }
}
