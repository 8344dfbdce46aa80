// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev;

import ai.chalk.credentials.simulator.SimulatorMain;
import ai.chalk.credentials.simulator.SimulatorOptions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code ./dev simulator}: the simulator program of the image, with options instead of environment
 * variables.
 */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves a simulated Chalk, in memory, until it is interrupted.")
final class SimulatorCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            defaultValue = "${env:CHALK_SIMULATOR_PORT:-8080}",
            description = "port to listen on; 0 picks a free one")
    private String port = "";

    @Option(
            names = "--bind",
            defaultValue = "${env:CHALK_SIMULATOR_BIND:-127.0.0.1}",
            description = "address to listen on")
    private String bind = "";

    @Option(
            names = "--client-id",
            defaultValue = "${env:CHALK_SIMULATOR_CLIENT_ID:-chalk-operator}",
            description = "client id of the first client")
    private String clientId = "";

    @Option(
            names = "--client-secret",
            defaultValue = "${env:CHALK_SIMULATOR_CLIENT_SECRET:-chalk-operator-secret}",
            description = "client secret of the first client")
    private String clientSecret = "";

    @Option(
            names = "--environments",
            defaultValue = "${env:CHALK_SIMULATOR_ENVIRONMENTS:-fraud/production,fraud/staging,growth/production}",
            description = "environments as project/environment, separated by commas")
    private String environments = "";

    @Option(
            names = "--access-token-seconds",
            defaultValue = "${env:CHALK_SIMULATOR_ACCESS_TOKEN_SECONDS:-3600}",
            description = "lifetime of access tokens")
    private String accessTokenSeconds = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        SimulatorMain.run(options(), System.out);
        Thread.currentThread().join(); // Serves until the process is interrupted.
        return 0;
    }

    private SimulatorOptions options() {
        return SimulatorOptions.of(Map.of(
                "port", port,
                "bind", bind,
                "client-id", clientId,
                "client-secret", clientSecret,
                "environments", environments,
                "access-token-seconds", accessTokenSeconds));
    }
}
