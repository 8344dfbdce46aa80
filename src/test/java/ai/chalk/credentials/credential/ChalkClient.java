// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * What runs in a container, as Chalk's own clients behave: it reads its secret once, at its start, and exchanges that same pair
 * again whenever its access token is about to end. Used by one thread at a time.
 */
final class ChalkClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource REAL_TIME = InstantSource.system();
    private static final int OK = 200;
    private static final Duration EARLY = Duration.ofSeconds(1);

    private final HttpClient http;
    private final URI server;
    private final Traffic traffic;
    private final String pair;
    private String accessToken = "";
    private long exchangeAt;

    private ChalkClient(HttpClient http, URI server, Traffic traffic, String pair) {
        this.http = http;
        this.server = server;
        this.traffic = traffic;
        this.pair = pair;
    }

    /** Starts with what is mounted now. */
    static ChalkClient start(HttpClient http, URI server, Traffic traffic, Path mount) throws IOException {
        var pair = JSON.writeValueAsString(Map.of(
                "client_id", Files.readString(mount.resolve("client_id")),
                "client_secret", Files.readString(mount.resolve("client_secret")),
                "grant_type", "client_credentials"));
        return new ChalkClient(http, server, traffic, pair);
    }

    /** One authenticated call, and before it an exchange if it is time for one. */
    void call() throws IOException, InterruptedException {
        if (REAL_TIME.millis() >= exchangeAt) {
            exchange();
        }
        var request = HttpRequest.newBuilder(server.resolve("/v1/who-am-i"))
                .header("Authorization", "Bearer " + accessToken)
                .build();
        traffic.count(http.send(request, BodyHandlers.discarding()).statusCode() == OK);
    }

    private void exchange() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/v1/oauth/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(pair))
                .build();
        var asked = REAL_TIME.millis();
        var answer = http.send(request, BodyHandlers.ofString());
        boolean accepted = answer.statusCode() == OK;
        traffic.count(accepted);
        if (accepted) {
            var said = JSON.readTree(answer.body());
            accessToken = said.path("access_token").asText();
            var lifetime = Duration.ofSeconds(said.path("expires_in").asLong());
            exchangeAt = asked + lifetime.minus(EARLY).toMillis();
        }
    }
}
