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
 * The command of {@code helm test}: whether the operator of this cluster does its work. It serves a simulated Chalk, has a
 * credential issued there, and deleted. It needs no rights but to its own two objects, and changes nothing else.
 */
public final class InstallationCheck {

    private InstallationCheck() {}

    /** Takes its settings from the environment that the chart writes. Exit codes: 0 all seen, 1 something was not. */
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
