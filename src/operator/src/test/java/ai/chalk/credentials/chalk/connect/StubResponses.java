// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.chalk.credentials.chalk.connect.StubServer.Script;
import java.util.concurrent.atomic.AtomicLong;

/** Responses of stubs. Each has a header with text that no message may contain. */
final class StubResponses {

    static final String HEADER_MARKER = "marker-in-header";
    static final String BODY_MARKER = "marker-in-body";
    static final String ACCESS_TOKEN = "marker-access-token";

    private StubResponses() {}

    static Script json(int status, String body, String... headers) {
        return (request, connection) -> connection
                .getOutputStream()
                .write((head(status, "application/json", body.getBytes(UTF_8).length, headers) + body).getBytes(UTF_8));
    }

    static Script html(int status, String... headers) {
        var page = "<html><body>" + BODY_MARKER + "</body></html>";
        return (request, connection) -> connection
                .getOutputStream()
                .write((head(status, "text/html; charset=utf-8", page.length(), headers) + page).getBytes(UTF_8));
    }

    static Script error(int status, String code, String... headers) {
        return json(
                status,
                "{\"code\":\"" + code + "\",\"message\":\"" + BODY_MARKER + "\",\"details\":[{\"x\":\"" + BODY_MARKER
                        + "\"}]}",
                headers);
    }

    static Script bare(int status, String... headers) {
        return json(status, "", headers);
    }

    static Script accessToken(String value, long seconds) {
        return json(
                200,
                """
                {"access_token":"%s","token_type":"Bearer","expires_in":%d,"api_server":"https://x",
                 "environment_id_to_name":{"env-1":"production"},"engines":{"env-1":"https://e"}}"""
                        .formatted(value, seconds));
    }

    static Script accessToken() {
        return accessToken(ACCESS_TOKEN, 3600);
    }

    static Script reset() {
        return (request, connection) -> {
            connection.setSoLinger(true, 0);
            connection.close();
        };
    }

    static Script hangUp() {
        return (request, connection) -> connection.close();
    }

    /** Begins a successful response and closes the connection in the middle. */
    static Script cut() {
        return (request, connection) -> {
            connection
                    .getOutputStream()
                    .write((head(200, "application/json", 1000) + "{\"agent\":\"" + BODY_MARKER).getBytes(UTF_8));
            connection.close();
        };
    }

    /** Begins a successful response and then sends nothing. */
    static Script stall(StubServer server) {
        return (request, connection) -> {
            connection.getOutputStream().write((head(200, "application/json", 1000) + "{\"agent").getBytes(UTF_8));
            connection.getOutputStream().flush();
            server.hang().play(request, connection);
        };
    }

    static Script notHttp() {
        return (request, connection) -> {
            connection.getOutputStream().write((BODY_MARKER + " SSH-2.0\r\n\r\n").getBytes(UTF_8));
            connection.close();
        };
    }

    /** Sends that many bytes, and counts how many were sent before the client closed the connection. */
    static Script tooLong(int status, long bytes, AtomicLong sent) {
        return (request, connection) -> {
            var out = connection.getOutputStream();
            out.write(head(status, "application/json", bytes).getBytes(UTF_8));
            var chunk = BODY_MARKER.repeat(1000).getBytes(UTF_8);
            try {
                while (sent.get() < bytes) {
                    out.write(chunk);
                    sent.addAndGet(chunk.length);
                }
            } finally {
                connection.close();
            }
        };
    }

    private static String head(int status, String type, long length, String... headers) {
        var extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + " " + HEADER_MARKER + "\r\nX-Marker: " + HEADER_MARKER + "\r\nContent-Type: "
                + type + "\r\nContent-Length: " + length + "\r\n" + extra + "\r\n";
    }
}
