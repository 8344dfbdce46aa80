// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Chalk's protocol over HTTP: JSON of the Connect protocol for the remote procedures, plain JSON for the other two
 * calls. {@link ChalkMessages} interprets the calls.
 */
final class ChalkEndpoint implements HttpHandler {

    private static final String JSON = "application/json";
    private static final int BLOCK = 1 << 16;

    private final ChalkMessages messages;
    private final SimulatorJson json;

    ChalkEndpoint(ChalkMessages messages, SimulatorJson json) {
        this.messages = messages;
        this.json = json;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            answer(exchange).send(exchange);
        } catch (ConnectError refusal) {
            HttpReply.of(refusal, json).send(exchange);
        } catch (DisruptedException disrupted) {
            disrupt(exchange, disrupted.disruption());
        }
    }

    private HttpReply answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var procedure = Procedure.ofPath(exchange.getRequestURI().getPath());
        if (procedure.isEmpty() || isForAnotherServer(exchange, procedure.get())) {
            return HttpReply.json(404, "{\"detail\":\"Not Found\"}".getBytes(StandardCharsets.UTF_8));
        }
        var method = procedure.get() == Procedure.WHO_AM_I ? "GET" : "POST";
        if (!exchange.getRequestMethod().equals(method)) {
            return HttpReply.bare(405, "Allow", method);
        }
        if (method.equals("POST") && !isJson(exchange)) {
            return HttpReply.bare(415, "Accept-Post", JSON);
        }
        header(exchange, "Connect-Protocol-Version")
                .filter(version -> !version.equals("1"))
                .ifPresent(version -> {
                    throw new ConnectError(ConnectCode.INVALID_ARGUMENT, "Connect-Protocol-Version must be 1");
                });
        var bearer = messages.bearer(header(exchange, "Authorization"), header(exchange, "x-chalk-env-id"));
        var request = new ChalkMessages.Request(procedure.get(), ownUrl(exchange), bearer);
        return HttpReply.json(200, json.write(messages.answer(request, body)));
    }

    /** Requests to the remote procedures need a header; without it, they would reach another server of Chalk. */
    private static boolean isForAnotherServer(HttpExchange exchange, Procedure procedure) {
        return procedure.path().startsWith(Procedure.TEAM_SERVICE)
                && header(exchange, "x-chalk-server").filter("go-api"::equals).isEmpty();
    }

    private static boolean isJson(HttpExchange exchange) {
        return header(exchange, "Content-Type")
                .filter(type -> type.equals(JSON) || type.startsWith(JSON + ";"))
                .isPresent();
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static String ownUrl(HttpExchange exchange) {
        var scheme = exchange instanceof HttpsExchange ? "https://" : "http://";
        return scheme + header(exchange, "Host").orElse("localhost");
    }

    private static void disrupt(HttpExchange exchange, Fault.Disruption disruption) throws IOException {
        switch (disruption.kind()) {
            case HTML -> HttpReply.html(disruption.number()).send(exchange);
            case TRUNCATED ->
                HttpReply.json(200, "{\"agent\":{\"id\":\"0123".getBytes(StandardCharsets.UTF_8))
                        .send(exchange);
            case HUGE -> sendBlanks(exchange, disruption.number());
            case CUT, UNREACHABLE -> exchange.close();
            case HANG -> {
                // The connection stays open, without a thread, until the server closes.
            }
        }
    }

    private static void sendBlanks(HttpExchange exchange, int bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", JSON);
        exchange.sendResponseHeaders(200, bytes);
        var blanks = new byte[BLOCK];
        Arrays.fill(blanks, (byte) ' ');
        try (var out = exchange.getResponseBody()) {
            for (int left = bytes; left > 0; left -= BLOCK) {
                out.write(blanks, 0, Math.min(left, BLOCK));
            }
        }
    }
}
