// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.connect.StubResponses.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.CallerIdentity;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.FeaturePermission;
import ai.chalk.credentials.chalk.Team;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoodAnswersTest {

    private StubServer server;
    private ChalkApi chalk;

    @BeforeEach
    void connect() throws IOException {
        server = StubServer.plain().on("/v1/oauth/token", StubResponses.accessToken());
        chalk = ConnectFixture.to(server.uri());
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void exchangesItsOwnCredentials() throws Exception {
        var access = chalk.connect();

        assertThat(access.expires()).isEqualTo(TestTime.START.plus(Duration.ofHours(1)));
        assertThat(access.environments()).isEqualTo(Map.of("env-1", "production"));
        var request = server.received("/v1/oauth/token").get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"client_id\":\"own-client-id\",\"client_secret\":\"marker-own-secret\","
                        + "\"grant_type\":\"client_credentials\"}");
        assertThat(request.headers()).doesNotContainKey("authorization");
    }

    @Test
    void exchangesOtherCredentialsEachTime() throws Exception {
        var pair = new ClientCredentials("other-id", new ClientSecret("other-secret"));

        chalk.exchange(pair);
        chalk.exchange(pair);

        assertThat(server.received("/v1/oauth/token")).hasSize(2).allSatisfy(request -> assertThat(request.body())
                .contains("other-id", "other-secret"));
    }

    @Test
    void computesTheLifetimeFromAnExpiryTime() throws Exception {
        server.on(
                "/v1/oauth/token", json(200, "{\"access_token\":\"a\",\"expires_at\":\"2026-11-24T12:30:00+01:00\"}"));

        assertThat(chalk.connect().expires()).isEqualTo(Instant.parse("2026-11-24T11:30:00Z"));
    }

    @Test
    void readsTheCallersIdentity() throws Exception {
        server.on("/v1/who-am-i", json(200, "{\"user\":\"agent-7\",\"environment_id\":\"e\",\"team_id\":\"team-1\"}"));

        assertThat(chalk.whoAmI()).isEqualTo(new CallerIdentity(Optional.of("agent-7"), Optional.of("team-1")));
        assertThat(server.received("/v1/who-am-i").get(0).method()).isEqualTo("GET");
    }

    @Test
    void readsAnAbsentOrStructuredUser() throws Exception {
        server.on("/v1/who-am-i", json(200, "{\"user\":{\"id\":\"u-1\",\"roles\":[]}}"));
        assertThat(chalk.whoAmI()).isEqualTo(new CallerIdentity(Optional.of("u-1"), Optional.empty()));

        server.on("/v1/who-am-i", json(200, "{\"user\":null}"));
        assertThat(chalk.whoAmI()).isEqualTo(new CallerIdentity(Optional.empty(), Optional.empty()));
    }

    @Test
    void readsTheTeam() throws Exception {
        server.on(
                "/GetTeam",
                json(
                        200,
                        """
                {"team":{"id":"t1","name":"acme","logo":"?","projects":[
                  {"id":"p1","name":"fraud","environments":[{"id":"e1","name":"production"},{"id":"e2"}]},{"id":"p2"}]}}"""));

        assertThat(chalk.team())
                .isEqualTo(new Team(
                        "t1",
                        "acme",
                        List.of(
                                new Team.Project(
                                        "p1",
                                        "fraud",
                                        List.of(
                                                new Team.Environment("e1", "production"),
                                                new Team.Environment("e2", ""))),
                                new Team.Project("p2", "", List.of()))));
    }

    @Test
    void createsAToken() throws Exception {
        server.on(
                "/chalk.server.v1.TeamService/CreateServiceToken",
                json(
                        200,
                        """
                {"agent":{"id":"tok-1","clientId":"token-abc","teamId":"t","environment":"env-1","novelty":{"a":[1]},
                  "permissions":["PERMISSION_QUERY_ONLINE","PERMISSION_QUERY_OFFLINE_READ","PERMISSION_TIME_TRAVEL_FAR"],
                  "customerClaims":[{"key":"query_tags","values":["payments"]}],
                  "featurePermissions":{"tags":{"pii":"FEATURE_PERMISSION_DENY","raw":"FEATURE_PERMISSION_NEW"},
                    "defaultPermission":"FEATURE_PERMISSION_ALLOW"}},
                 "clientSecret":"marker-in-body"}"""));

        var issued = chalk.createServiceToken("env-1", ConnectFixture.token());

        assertThat(issued.id()).isEqualTo("tok-1");
        assertThat(issued.credentials())
                .isEqualTo(new ClientCredentials("token-abc", new ClientSecret("marker-in-body")));
        assertThat(issued.toString()).doesNotContain("marker");
        assertThat(issued.grants().permissions())
                .containsExactlyInAnyOrder("query.online", "query.offline_read", "time.travel_far");
        assertThat(issued.grants().customClaims()).isEqualTo(Map.of("query_tags", List.of("payments")));
        assertThat(issued.grants().featureTags())
                .isEqualTo(Map.of("pii", FeaturePermission.DENY, "raw", FeaturePermission.UNKNOWN));
        assertThat(issued.grants().defaultPermission()).isEqualTo(FeaturePermission.ALLOW);
    }

    @Test
    void sendsACreationWithChalksNames() throws Exception {
        server.on(
                "/CreateServiceToken",
                json(200, """
                {"agent":{"id":"tok-1","clientId":"token-abc"},"clientSecret":"s"}"""));

        var issued = chalk.createServiceToken("env-1", ConnectFixture.token());

        assertThat(issued.grants().defaultPermission()).isEqualTo(FeaturePermission.ALLOW);
        var request = server.received("/chalk.server.v1.TeamService/CreateServiceToken")
                .get(0);
        assertThat(request.body())
                .isEqualTo("{\"name\":\"k8s/x/fraud/scorer/12345678/4\","
                        + "\"permissions\":[\"PERMISSION_QUERY_OFFLINE_READ\",\"PERMISSION_QUERY_ONLINE\"],"
                        + "\"customerClaims\":[{\"key\":\"query_tags\",\"values\":[\"payments\"]}],"
                        + "\"featureTagToPermission\":{\"pii\":\"FEATURE_PERMISSION_DENY\"},"
                        + "\"defaultPermission\":\"FEATURE_PERMISSION_ALLOW\"}");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + StubResponses.ACCESS_TOKEN);
        assertThat(request.header("x-chalk-server")).isEqualTo("go-api");
        assertThat(request.header("x-chalk-env-id")).isEqualTo("env-1");
        assertThat(request.header("Connect-Protocol-Version")).isEqualTo("1");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void replacesGrantsByClientId() throws Exception {
        server.on(
                "/UpdateServiceToken",
                json(
                        200,
                        """
                {"agent":{"id":"tok-1","permissions":[{"name":"query.online","permission":"PERMISSION_QUERY_ONLINE"}]}}"""));

        var grants = chalk.updateServiceToken("env-1", "token-abc", ConnectFixture.token());

        assertThat(grants.permissions()).containsExactly("query.online");
        assertThat(server.received("/UpdateServiceToken").get(0).body())
                .startsWith("{\"clientId\":\"token-abc\",\"name\":\"k8s/x/");
    }

    @Test
    void revokesById() throws Exception {
        server.on("/DeleteServiceToken", json(200, "{}"));

        chalk.deleteServiceToken("env-1", "tok-1");

        assertThat(server.received("/DeleteServiceToken").get(0).body()).isEqualTo("{\"id\":\"tok-1\"}");
    }

    @Test
    void listsServiceTokens() throws Exception {
        server.on(
                "/ListServiceTokens",
                json(
                        200,
                        """
                {"agents":[
                  {"id":"tok-1","clientId":"c1","name":"k8s/x","environmentId":"env-9","createdAt":"2026-11-23T10:00:00.123Z",
                   "permissions":[{"name":"Query","permission":"PERMISSION_QUERY_ONLINE"},{"name":"query.offline"},{}],
                   "customerClaims":[{"key":"team","values":["b"]},{"key":"team","values":["a"]},{"values":["x"]}]},
                  {"id":"tok-2","createdAt":"yesterday"}]}"""));

        var tokens = chalk.listServiceTokens("env-1");

        assertThat(tokens).hasSize(2);
        assertThat(tokens.get(0).environmentId()).isEqualTo("env-9");
        assertThat(tokens.get(0).createdAt()).contains(Instant.parse("2026-11-23T10:00:00.123Z"));
        assertThat(tokens.get(0).grants().permissions()).containsExactly("query.offline", "query.online");
        assertThat(tokens.get(0).grants().customClaims()).isEqualTo(Map.of("team", List.of("a", "b")));
        assertThat(tokens.get(1).name()).isEmpty();
        assertThat(tokens.get(1).environmentId()).isEqualTo("env-1");
        assertThat(tokens.get(1).createdAt()).isEmpty();
        assertThat(server.received("/ListServiceTokens").get(0).body()).isEqualTo("{}");
    }

    @Test
    void readsAbsentAsEmpty() throws Exception {
        server.on("/ListServiceTokens", json(200, "{}"));

        assertThat(chalk.listServiceTokens("env-1")).isEmpty();
    }

    @Test
    void readsALongListing() throws Exception {
        var agents =
                "{\"id\":\"tok\",\"name\":\"%s\"},".formatted("n".repeat(200)).repeat(30_000);
        server.on("/ListServiceTokens", json(200, "{\"agents\":[" + agents + "{\"id\":\"last\"}]}"));

        assertThat(chalk.listServiceTokens("env-1")).hasSize(30_001);
    }

    @Test
    void keepsOneConnectionOpen() throws Exception {
        server.on("/DeleteServiceToken", json(200, "{}"));

        for (int i = 0; i < 5; i++) {
            chalk.deleteServiceToken("env-1", "tok-" + i);
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void keepsThePathOfAnApiServer() throws Exception {
        ConnectFixture.to(server.uri().resolve("/behind/a/gateway/")).connect();

        assertThat(server.received("/behind/a/gateway/v1/oauth/token")).hasSize(1);
    }
}
