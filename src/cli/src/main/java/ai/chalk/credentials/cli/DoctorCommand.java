// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.cli.Finding.Verdict;
import ai.chalk.credentials.kubernetes.WriteResult;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "doctor", description = "Diagnose the installation and show what to do; exit code 1 if a check fails.")
final class DoctorCommand implements Callable<Integer> {

    /** The remedy if the caller may not read what a check needs. */
    static final String MORE_RIGHTS = "run doctor as a user with more rights";

    private final CommandIo io;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Check the credentials of all namespaces. Default: those of one namespace.")
    private boolean all;

    DoctorCommand(CommandIo io) {
        this.io = io;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var findings = checks(cluster).flatMap(check -> run(check).stream()).toList();
            io.out()
                    .print(
                            options.output == OutputFormat.json
                                    ? JsonOutput.write(new Findings(findings))
                                    : DoctorText.of(findings, io.colors(options)));
            boolean broken = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BROKEN);
            return broken ? ExitCode.NOT_DONE : ExitCode.DONE;
        }
    }

    private Stream<DoctorCheck> checks(ClusterClient cluster) {
        var client = cluster.client();
        var namespace = cluster.namespace(options);
        var own = options.operatorNamespace;
        return Stream.of(
                new ApiCheck(client),
                new OperatorCheck(client, own, io.clock().instant()),
                new ClockCheck(client, own, io.clock()),
                new OperatorRightsCheck(client, own),
                new CallerRightsCheck(client, namespace, own),
                new ConnectionsCheck(client, namespace),
                new RevocationsCheck(client, own),
                new CredentialsCheck(cluster, all ? Optional.empty() : Optional.of(namespace)));
    }

    /** What the caller may not read is a warning: the installation may be fine. */
    private static List<Finding> run(DoctorCheck check) {
        try {
            return check.run();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_FORBIDDEN ->
                    List.of(Finding.warning(check.name(), "not checked: " + WriteResult.describe(e), MORE_RIGHTS));
                case HttpURLConnection.HTTP_NOT_FOUND ->
                    List.of(Finding.broken(
                            check.name(), "the API server does not serve this kind", "install the CRDs"));
                default -> throw e;
            };
        }
    }

    /** The JSON of {@code doctor}. */
    record Findings(List<Finding> findings) {}
}
