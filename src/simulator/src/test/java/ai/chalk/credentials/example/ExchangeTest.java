// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.example;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.simulator.Fault;
import ai.chalk.credentials.simulator.FaultRule;
import ai.chalk.credentials.simulator.Procedure;
import ai.chalk.credentials.simulator.SimulatedChalk;
import ai.chalk.credentials.simulator.SimulatorServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private static final String PAIR =
            """
            {"client_id": "chalk-operator", "client_secret": "chalk-operator-secret", "grant_type": "client_credentials"}
            """;

    @Test
    void survivesAnOutage() throws Exception {
        var chalk = SimulatedChalk.standard(Clock.systemUTC());
        try (var server = SimulatorServer.start(chalk)) {
            chalk.faults()
                    .add(FaultRule.of(Fault.html(503)).on(Procedure.EXCHANGE).once());

            assertThat(exchange(server.uri())).isEqualTo(503);
            assertThat(exchange(server.uri())).isEqualTo(200);
            assertThat(chalk.calls(Procedure.EXCHANGE)).isEqualTo(2);
        }
    }

    private static int exchange(URI apiServer) throws Exception {
        var request = HttpRequest.newBuilder(apiServer.resolve("/v1/oauth/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(PAIR))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
