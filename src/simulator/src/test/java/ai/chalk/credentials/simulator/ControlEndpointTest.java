// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static ai.chalk.credentials.simulator.SimulatorClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.Tokens;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Controlling a simulator from outside of Java. */
class ControlEndpointTest {

    private static final SimulatedTeam WORLD = SimulatedTeam.standard();
    private static final String PRODUCTION = WORLD.environmentId("fraud", "production");

    private final SimulatedChalk chalk =
            SimulatedChalk.standard(WORLD, new MutableClock(Instant.parse("2026-08-01T10:00:00Z")));
    private SimulatorServer server;
    private SimulatorClient client;

    @BeforeEach
    void start() throws IOException {
        server = SimulatorServer.start(chalk);
        client = new SimulatorClient(server.uri());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTokensAndCallsAndNoSecret() throws Exception {
        chalk.createBehindOurBack(PRODUCTION, Tokens.named("shown"));
        client.call("GetTeam", PRODUCTION, "{}");

        var response = client.send("/simulator/state", request -> request);

        var state = json(response);
        assertThat(state.path("tokens").get(0).path("name").asText()).isEqualTo("shown");
        assertThat(state.path("tokens").get(0).path("environmentName").asText()).isEqualTo("production");
        assertThat(state.path("calls").path("GetTeam").asInt()).isEqualTo(1);
        assertThat(response.body()).doesNotContain(chalk.issuedSecrets());
    }

    @Test
    void addsAndEndsFaults() throws Exception {
        client.post(
                "/simulator/faults",
                """
                {"fault":"refuse","code":"unavailable","retryAfterSeconds":3,"procedures":["GetTeam"]}""");
        assertThat(client.call("GetTeam", PRODUCTION, "{}").statusCode()).isEqualTo(503);

        client.send("/simulator/faults", request -> request.DELETE());
        assertThat(client.call("GetTeam", PRODUCTION, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void narrowsAFaultToTokensAndTimes() throws Exception {
        client.post(
                "/simulator/faults",
                """
                {"fault":"html","number":500,"procedures":["CreateServiceToken"],"times":1,"tokenNamed":"bad"}""");

        assertThat(client.call("CreateServiceToken", PRODUCTION, "{\"name\":\"good\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.call("CreateServiceToken", PRODUCTION, "{\"name\":\"bad\"}")
                        .statusCode())
                .isEqualTo(500);
        assertThat(client.call("CreateServiceToken", PRODUCTION, "{\"name\":\"bad\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fault\":\"flood\"}",
                "{\"fault\":\"refuse\",\"code\":\"sorry\"}",
                "{\"fault\":\"html\"}",
                "{\"fault\":\"hang\",\"procedures\":[\"Sing\"]}",
                "{\"fault\":\"hang\",\"times\":0}",
                "{\"fault\":\"hang\",\"tmies\":1}",
                "{}"
            })
    void tellsWhatIsWrongWithAFault(String fault) throws Exception {
        var response = client.post("/simulator/faults", fault);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("message").asText()).isNotBlank();
        assertThat(chalk.faults().pending()).isEmpty();
    }

    @Test
    void revokesATokenWithoutTheOperator() throws Exception {
        var byId = chalk.createBehindOurBack(PRODUCTION, Tokens.named("one"));
        chalk.createBehindOurBack(PRODUCTION, Tokens.named("two"));

        client.post("/simulator/tokens/revoke", "{\"id\":\"" + byId.id() + "\"}");
        var last = client.post("/simulator/tokens/revoke", "{\"name\":\"two\"}");

        assertThat(json(last).path("tokens").asInt()).isEqualTo(1);
        assertThat(chalk.liveTokens()).isEmpty();
    }

    @Test
    void renamesProjectsAndEnvironments() throws Exception {
        var token = chalk.createBehindOurBack(PRODUCTION, Tokens.named("one"));

        client.post("/simulator/rename", "{\"id\":\"" + PRODUCTION + "\",\"name\":\"live\"}");
        client.post("/simulator/rename", "{\"id\":\"proj_fraud\",\"name\":\"antifraud\"}");

        assertThat(chalk.world().environmentId("antifraud", "live")).isEqualTo(PRODUCTION);
        assertThat(client.call("ListServiceTokens", PRODUCTION, "{}").body())
                .contains(token.id(), "\"live\"", "\"antifraud\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"env_nowhere\",\"name\":\"live\"}",
                "{\"id\":\"env_fraud_production\",\"name\":\"production\"}",
                "{\"id\":\"env_fraud_production\",\"name\":\" \"}",
                "{}"
            })
    void tellsWhatIsWrongWithARename(String rename) throws Exception {
        var response = client.post("/simulator/rename", rename);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("message").asText()).isNotBlank();
        assertThat(chalk.world()).isEqualTo(WORLD);
    }

    @Test
    void changesPermissionsAndEndsAccessTokensAndResetsCounters() throws Exception {
        client.post(
                "/simulator/tokens/permissions", "{\"clientId\":\"chalk-operator\",\"permissions\":[\"tokens.list\"]}");
        assertThat(client.call("CreateServiceToken", PRODUCTION, "{\"name\":\"no\"}")
                        .statusCode())
                .isEqualTo(403);

        client.post("/simulator/access-tokens/end", "");
        assertThat(chalk.issuedSecrets()).isEmpty();

        client.post("/simulator/counters/reset", "");
        assertThat(chalk.totalCalls()).isZero();
    }
}
