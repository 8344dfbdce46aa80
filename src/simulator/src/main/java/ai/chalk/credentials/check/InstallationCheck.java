// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.check;

import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The command of {@code helm test}: checks that the operator in this cluster works. It serves a simulated Chalk, has a
 * credential issued there, and deletes it. It needs permissions only for its own two objects, and changes nothing else.
 */
public final class InstallationCheck {

    private InstallationCheck() {}

    /**
     * Reads its settings from the environment variables that the chart sets. Exit codes: 0 if every step succeeded, 1
     * otherwise.
     */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out));
    }

    static int run(Map<String, String> environment, PrintStream out) {
        var address = new InetSocketAddress(
                required(environment, "CHALK_CHECK_BIND"), Integer.parseInt(required(environment, "CHALK_CHECK_PORT")));
        var chalk = SimulatedChalk.standard(Clock.systemUTC());
        try (var server = SimulatorServer.start(chalk, address, Optional.empty());
                var client = ClusterClients.ofThisProcess()) {
            out.println("A simulated Chalk listens at port " + server.uri().getPort() + ".");
            new TrialCredential(plan(environment), client, chalk, out).live();
            out.println("The operator works.");
            return 0;
        } catch (NotSeenException | KubernetesClientException | IOException e) {
            out.println("FAILED: " + e.getMessage());
            return 1;
        }
    }

    private static TrialCredential.Plan plan(Map<String, String> environment) {
        return new TrialCredential.Plan(
                required(environment, "CHALK_CHECK_NAMESPACE"),
                required(environment, "CHALK_CHECK_NAME"),
                required(environment, "CHALK_CHECK_SERVER"),
                Duration.ofSeconds(Long.parseLong(required(environment, "CHALK_CHECK_SECONDS"))));
    }

    private static String required(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .orElseThrow(() -> new IllegalArgumentException(variable + " is not set"));
    }
}
