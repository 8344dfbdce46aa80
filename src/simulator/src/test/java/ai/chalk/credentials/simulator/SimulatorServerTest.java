// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static ai.chalk.credentials.simulator.SimulatorClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.Tokens;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages on the wire, as a client that knows only the protocol sees them. */
class SimulatorServerTest {

    private static final SimulatedTeam WORLD = SimulatedTeam.standard();
    private static final String PRODUCTION = WORLD.environmentId("fraud", "production");
    private static final String CREATION =
            """
            {"name":"one","permissions":["PERMISSION_QUERY_ONLINE"],
             "customerClaims":[{"key":"query_tags","values":["payments"]}],
             "featureTagToPermission":{"pii":"FEATURE_PERMISSION_DENY"},
             "defaultPermission":"FEATURE_PERMISSION_ALLOW","aFieldOfTheFuture":1}""";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-08-01T10:00:00Z"));
    private final SimulatedChalk chalk = SimulatedChalk.standard(WORLD, clock);
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
    void exchangesClientCredentials() throws Exception {
        var response = client.exchange("chalk-operator", "chalk-operator-secret");

        assertThat(response.statusCode()).isEqualTo(200);
        var token = json(response);
        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asLong()).isEqualTo(3600);
        assertThat(token.path("expires_at").asText()).isEqualTo("2026-08-01T11:00:00Z");
        assertThat(token.path("api_server").asText()).isEqualTo(server.uri().toString());
        assertThat(token.path("primary_environment").asText()).isEqualTo(PRODUCTION);
        assertThat(token.path("environment_id_to_name").path(PRODUCTION).asText())
                .isEqualTo("production");
        assertThat(token.path("engines").has(PRODUCTION)).isTrue();
    }

    @Test
    void refusesAWrongSecretWith401() throws Exception {
        var response = client.exchange("chalk-operator", "wrong");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("code").asText()).isEqualTo("unauthenticated");
    }

    @Test
    void answersACreationWithNamesOfEnumsAndTheSecretOnce() throws Exception {
        var response = client.call("CreateServiceToken", PRODUCTION, CREATION);

        assertThat(response.statusCode()).isEqualTo(200);
        var created = json(response);
        var agent = created.path("agent");
        assertThat(agent.path("environment").asText()).isEqualTo(PRODUCTION);
        assertThat(agent.path("permissions").get(0).asText()).isEqualTo("PERMISSION_QUERY_ONLINE");
        assertThat(agent.path("customerClaims").get(0).path("key").asText()).isEqualTo("query_tags");
        assertThat(agent.path("featurePermissions").path("tags").path("pii").asText())
                .isEqualTo("FEATURE_PERMISSION_DENY");
        assertThat(chalk.accepts(
                        agent.path("clientId").asText(),
                        created.path("clientSecret").asText()))
                .isTrue();
    }

    @Test
    void listsWithoutSecretsInTheShapeOfListings() throws Exception {
        client.call("CreateServiceToken", PRODUCTION, CREATION);

        var response = client.call("ListServiceTokens", PRODUCTION, "{}");

        var agent = json(response).path("agents").get(1);
        assertThat(agent.path("name").asText()).isEqualTo("one");
        assertThat(agent.path("projectName").asText()).isEqualTo("fraud");
        assertThat(agent.path("environmentName").asText()).isEqualTo("production");
        assertThat(agent.path("permissions").get(0).path("permission").asText()).isEqualTo("PERMISSION_QUERY_ONLINE");
        assertThat(agent.path("createdAt").asText()).isEqualTo("2026-08-01T10:00:00Z");
        assertThat(response.body()).doesNotContain("ecret");
    }

    @Test
    void updatesByClientIdAndDeletesById() throws Exception {
        var token = chalk.createBehindOurBack(PRODUCTION, Tokens.named("before"));

        var updated = client.call(
                "UpdateServiceToken",
                PRODUCTION,
                """
                {"clientId":"%s","name":"after"}"""
                        .formatted(token.credentials().clientId()));
        var deleted =
                client.call("DeleteServiceToken", PRODUCTION, """
                {"id":"%s"}""".formatted(token.id()));

        assertThat(json(updated).path("agent").path("name").asText()).isEqualTo("after");
        assertThat(json(updated).path("agent").has("permissions")).isFalse();
        assertThat(deleted.body()).isEqualTo("{}");
        assertThat(chalk.liveTokens()).isEmpty();
    }

    @Test
    void returnsTheTeamAndTheGrantablePermissions() throws Exception {
        var team = json(client.call("GetTeam", PRODUCTION, "{}")).path("team");
        var permissions = json(client.call("GetAvailablePermissions", PRODUCTION, "{}"));

        assertThat(team.path("slug").asText()).isEqualTo("acme");
        assertThat(team.path("projects")
                        .get(0)
                        .path("environments")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo(PRODUCTION);
        assertThat(permissions.path("availableServiceTokenPermissions"))
                .hasSize(WORLD.permissions().size());
        assertThat(permissions.path("permissions").get(0).path("slug").asText()).isEqualTo("agents.read");
    }

    @Test
    void refusesAnEnumNameThatItDoesNotKnowUnlessItDropsThem() throws Exception {
        var asked = "{\"name\":\"new\",\"permissions\":[\"PERMISSION_QUERY_TELEPATHIC\"]}";

        assertThat(client.call("CreateServiceToken", PRODUCTION, asked).statusCode())
                .isEqualTo(400);

        chalk.faults().add(Tokens.dropping());
        var dropped = client.call("CreateServiceToken", PRODUCTION, asked);
        assertThat(dropped.statusCode()).isEqualTo(200);
        assertThat(json(dropped).path("agent").has("permissions")).isFalse();
    }

    @Test
    void refusesRequestsThatAreNotCallsOfTheProtocol() throws Exception {
        var create = "/chalk.server.v1.TeamService/CreateServiceToken";

        assertThat(client.post(create, "{}").statusCode())
                .as("no x-chalk-server")
                .isEqualTo(404);
        assertThat(client.send(create, request -> request.header("x-chalk-server", "go-api"))
                        .statusCode())
                .as("GET")
                .isEqualTo(405);
        assertThat(client.send(create, request -> request.header("x-chalk-server", "go-api")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .as("no content type")
                .isEqualTo(415);
        assertThat(client.call("RotateServiceToken", PRODUCTION, "{}").statusCode())
                .isEqualTo(404);
        assertThat(client.call("CreateServiceToken", PRODUCTION, "{").statusCode())
                .isEqualTo(400);
        assertThat(client.send("/v1/who-am-i", request -> request).statusCode())
                .as("no access token")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryErrorCodeWithItsStatus(ConnectCode code) throws Exception {
        chalk.faults()
                .add(FaultRule.of(Fault.refuse(code, Duration.ofSeconds(7))).on(Procedure.GET_TEAM));

        var response = client.call("GetTeam", PRODUCTION, "{}");

        assertThat(response.statusCode()).isEqualTo(code.status());
        assertThat(json(response).path("code").asText()).isEqualTo(code.wireName());
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void answersAsAProxyWould() throws Exception {
        chalk.faults().add(FaultRule.of(Fault.html(502)).on(Procedure.GET_TEAM).once());

        var response = client.call("GetTeam", PRODUCTION, "{}");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("<html>");
        assertThat(client.call("GetTeam", PRODUCTION, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void closesTheConnectionAfterTheChange() {
        chalk.faults().add(FaultRule.of(Fault.answerLost()).on(Procedure.CREATE_SERVICE_TOKEN));

        assertThatThrownBy(() -> client.call("CreateServiceToken", PRODUCTION, CREATION))
                .isInstanceOf(IOException.class);
        assertThat(chalk.liveTokens()).hasSize(1);
    }

    @Test
    void hangsWithoutHoldingUpOthers() throws Exception {
        chalk.faults().add(FaultRule.of(Fault.hang()).on(Procedure.WHO_AM_I));

        assertThatThrownBy(() -> client.send("/v1/who-am-i", request -> request.timeout(Duration.ofMillis(100))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(client.call("GetTeam", PRODUCTION, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void answersLateWithAFaultOfLatency() throws Exception {
        chalk.faults().add(FaultRule.of(Fault.latency(Duration.ofMillis(50))).on(Procedure.GET_TEAM));
        var before = System.nanoTime();

        assertThat(client.call("GetTeam", PRODUCTION, "{}").statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void answersTruncatedAndHugeBodies() throws Exception {
        chalk.faults()
                .add(FaultRule.of(Fault.truncatedJson()).on(Procedure.GET_TEAM).once());
        assertThatThrownBy(() -> json(client.call("GetTeam", PRODUCTION, "{}"))).isInstanceOf(IOException.class);

        chalk.faults()
                .add(FaultRule.of(Fault.hugeBody(1_000_000))
                        .on(Procedure.GET_TEAM)
                        .once());
        assertThat(client.call("GetTeam", PRODUCTION, "{}").body()).hasSize(1_000_000);
    }
}
