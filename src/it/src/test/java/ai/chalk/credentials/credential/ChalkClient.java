// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The process in a container, which behaves like Chalk's own clients: it reads its secret once at its start, exchanges
 * the same pair again whenever its access token is about to expire, and calls Chalk 20 times a second until it is
 * ended.
 */
final class ChalkClient {

    /** Printed for each call, including exchanges. */
    static final char ACCEPTED = 'a';

    static final char REJECTED = 'r';

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource REAL_TIME = InstantSource.system();
    private static final int OK = 200;
    private static final Duration EARLY = Duration.ofSeconds(1);
    private static final long PERIOD_MILLIS = 50;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String pair;
    private String accessToken = "";
    private long exchangeAt;

    private ChalkClient(URI server, Path mount) throws IOException {
        this.server = server;
        this.pair = JSON.writeValueAsString(Map.of(
                "client_id", Files.readString(mount.resolve("client_id")),
                "client_secret", Files.readString(mount.resolve("client_secret")),
                "grant_type", "client_credentials"));
    }

    /**
     * Arguments: the URL of Chalk, and the folder of the mounted Secret. Every failure except a rejection ends the
     * process.
     */
    public static void main(String[] arguments) throws Exception {
        var client = new ChalkClient(URI.create(arguments[0]), Path.of(arguments[1]));
        var thread = Executors.newSingleThreadScheduledExecutor();
        try {
            thread.scheduleAtFixedRate(client::call, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS)
                    .get();
        } finally {
            thread.shutdownNow();
        }
    }

    /** One authenticated call, after an exchange if one is due. */
    private void call() {
        if (REAL_TIME.millis() >= exchangeAt) {
            exchange();
        }
        var request = HttpRequest.newBuilder(server.resolve("/v1/who-am-i"))
                .header("Authorization", "Bearer " + accessToken)
                .build();
        tell(send(request).statusCode() == OK);
    }

    private void exchange() {
        var request = HttpRequest.newBuilder(server.resolve("/v1/oauth/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(pair))
                .build();
        var asked = REAL_TIME.millis();
        var answer = send(request);
        boolean accepted = answer.statusCode() == OK;
        tell(accepted);
        if (accepted) {
            var said = parsed(answer.body());
            accessToken = said.path("access_token").asText();
            var lifetime = Duration.ofSeconds(said.path("expires_in").asLong());
            exchangeAt = asked + lifetime.minus(EARLY).toMillis();
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("This process is never interrupted", e);
        }
    }

    /** Ends if its output is no longer read, because the process that started it is gone. */
    private static void tell(boolean accepted) {
        System.out.print(accepted ? ACCEPTED : REJECTED);
        if (System.out.checkError()) {
            throw new IllegalStateException("The output is no longer read");
        }
    }
}
