// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;

/** A client that is written from Chalk's protocol, without the operator's code. */
final class SimulatorClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    SimulatorClient(URI server) {
        this.server = server;
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        var built = request.apply(HttpRequest.newBuilder(server.resolve(path))).build();
        return http.send(built, BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(path, request -> request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> exchange(String clientId, String secret) throws IOException, InterruptedException {
        return post(
                "/v1/oauth/token",
                """
                {"client_id":"%s","client_secret":"%s","grant_type":"client_credentials"}"""
                        .formatted(clientId, secret));
    }

    /** Calls a remote procedure as the bootstrap caller, in an environment. */
    HttpResponse<String> call(String method, String environmentId, String body)
            throws IOException, InterruptedException {
        var bootstrap = SimulatedChalk.BOOTSTRAP;
        var exchanged = exchange(bootstrap.clientId(), bootstrap.clientSecret().reveal());
        var accessToken = json(exchanged).path("access_token").asText();
        return send(
                "/chalk.server.v1.TeamService/" + method, request -> request.header("Content-Type", "application/json")
                        .header("Connect-Protocol-Version", "1")
                        .header("Authorization", "Bearer " + accessToken)
                        .header("x-chalk-server", "go-api")
                        .header("x-chalk-env-id", environmentId)
                        .POST(BodyPublishers.ofString(body)));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }
}
