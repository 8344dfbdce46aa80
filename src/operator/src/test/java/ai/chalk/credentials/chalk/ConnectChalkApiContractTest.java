// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.connect.ConnectChalkConnector;
import ai.chalk.credentials.chalk.connect.Timeouts;
import ai.chalk.credentials.simulator.SimulatorServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The adapter against Chalk's protocol over real HTTP. */
class ConnectChalkApiContractTest extends ChalkFailureContract {

    private static final Timeouts PATIENCE = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final ChalkConnector connector = new ConnectChalkConnector(Map.of(), clock, PATIENCE);
    private SimulatorServer server;

    @BeforeEach
    void start() throws IOException {
        server = SimulatorServer.start(chalk);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    ChalkApi api(ClientCredentials caller) {
        return connector.open(new Settings(server.uri(), caller, Optional.empty(), 1000, 16));
    }
}
