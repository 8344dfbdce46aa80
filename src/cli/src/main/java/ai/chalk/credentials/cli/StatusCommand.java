// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Show one credential, or all of a namespace; those that need action come first.")
final class StatusCommand implements Callable<Integer> {

    private final CommandIo io;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Show the credentials of all namespaces.")
    private boolean all;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The name of the credential. Default: all.")
    private @Nullable String name;

    StatusCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        if (all && name != null) {
            throw CommandFailure.usage("specify a name or --all-namespaces, not both");
        }
        try (var cluster = ClusterAccess.open(options)) {
            io.out().print(name == null ? table(cluster) : block(cluster, name));
            return ExitCode.DONE;
        }
    }

    private String block(ClusterClient cluster, String wanted) {
        var view = CredentialReader.view(cluster.get(cluster.namespace(options), wanted));
        return options.output == OutputFormat.json
                ? JsonOutput.write(view)
                : new StatusText(view, io.clock().instant(), io.colors(options)).text();
    }

    private String table(ClusterClient cluster) {
        var namespace = cluster.namespace(options);
        var found = all ? cluster.credentials() : cluster.credentials(namespace);
        var views =
                StatusTable.sorted(found.stream().map(CredentialReader::view).toList());
        if (options.output == OutputFormat.json) {
            return JsonOutput.write(new CredentialList(views));
        }
        return views.isEmpty()
                ? "no ChalkServiceCredential" + (all ? "" : " in namespace " + namespace + "; -A shows all namespaces")
                        + "\n"
                : new StatusTable(views, all, io.clock().instant()).text();
    }

    /** The JSON of a list of credentials. */
    record CredentialList(List<CredentialView> credentials) {}
}
