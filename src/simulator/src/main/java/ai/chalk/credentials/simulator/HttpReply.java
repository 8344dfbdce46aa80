// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One HTTP response. Not a record, so that it has no {@code toString}: a body may contain a secret. */
final class HttpReply {

    private static final String CONTENT_TYPE = "Content-Type";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpReply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static HttpReply json(int status, byte[] body) {
        return new HttpReply(status, Map.of(CONTENT_TYPE, "application/json"), body);
    }

    static HttpReply of(ConnectError refusal, SimulatorJson json) {
        var body = json.write(
                new SimulatorMessages.Failed(refusal.code().wireName(), String.valueOf(refusal.getMessage())));
        var headers = refusal.retryAfter()
                .map(Duration::toSeconds)
                .map(seconds -> Map.of(CONTENT_TYPE, "application/json", "Retry-After", seconds.toString()))
                .orElse(Map.of(CONTENT_TYPE, "application/json"));
        return new HttpReply(refusal.code().status(), headers, body);
    }

    static HttpReply html(int status) {
        var page = "<!DOCTYPE html>\n<html><body><h1>" + status + "</h1><p>A proxy says so.</p></body></html>\n";
        return new HttpReply(
                status, Map.of(CONTENT_TYPE, "text/html; charset=utf-8"), page.getBytes(StandardCharsets.UTF_8));
    }

    /** A status without a body, with one header that explains it. */
    static HttpReply bare(int status, String header, String value) {
        return new HttpReply(status, Map.of(header, value), new byte[0]);
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
