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

@Command(
        name = "doctor",
        description = "Examines the installation and says what to do; exit code 1 if something is broken.")
final class DoctorCommand implements Callable<Integer> {

    private final CommandIo surroundings;

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "The credentials of all namespaces; without it those of one.")
    private boolean all;

    DoctorCommand(CommandIo surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (var cluster = ClusterAccess.open(options)) {
            var findings = checks(cluster).flatMap(check -> run(check).stream()).toList();
            surroundings
                    .out()
                    .print(
                            options.output == OutputFormat.json
                                    ? JsonOutput.write(new Findings(findings))
                                    : DoctorText.of(findings, surroundings.ink(options)));
            boolean broken = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BROKEN);
            return broken ? ExitCode.NO : ExitCode.DONE;
        }
    }

    private Stream<DoctorCheck> checks(ClusterClient cluster) {
        var client = cluster.client();
        var namespace = cluster.namespace(options);
        var own = options.operatorNamespace;
        return Stream.of(
                new ApiCheck(client),
                new OperatorCheck(client, own, surroundings.clock().instant()),
                new ClockCheck(client, own, surroundings.clock()),
                new OperatorRightsCheck(client, own),
                new CallerRightsCheck(client, namespace, own),
                new ConnectionsCheck(client, namespace),
                new RevocationsCheck(client, own),
                new CredentialsCheck(cluster, all ? Optional.empty() : Optional.of(namespace)));
    }

    /** What the caller may not see is no fault of the installation. */
    private static List<Finding> run(DoctorCheck check) {
        try {
            return check.run();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_FORBIDDEN ->
                    List.of(Finding.warning(
                            check.name(),
                            "not looked at: " + WriteResult.describe(e),
                            "have somebody with more rights look"));
                case HttpURLConnection.HTTP_NOT_FOUND ->
                    List.of(Finding.broken(check.name(), "the API server does not know this kind", "install the CRDs"));
                default -> throw e;
            };
        }
    }

    /** The JSON of an examination. */
    record Findings(List<Finding> findings) {}
}
