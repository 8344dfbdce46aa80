// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/**
 * Controls the simulator, for tests that are not Java programs. It is not part of Chalk.
 *
 * <ul>
 * <li>{@code GET /simulator/state}: live tokens without secrets, calls per procedure, active faults
 * <li>{@code POST /simulator/faults}: adds a fault; {@code DELETE}: removes all of them
 * <li>{@code POST /simulator/tokens/revoke}: revokes a token by {@code id}, or all tokens of a {@code name}, without
 * the operator
 * <li>{@code POST /simulator/tokens/permissions}: changes a token's {@code permissions} by its {@code clientId}
 * <li>{@code POST /simulator/rename}: gives a project or environment, by its {@code id}, another {@code name}
 * <li>{@code POST /simulator/access-tokens/end}: makes every access token invalid at once
 * <li>{@code POST /simulator/counters/reset}
 * </ul>
 *
 * It requires no authentication, and returns no secrets.
 */
final class ControlEndpoint implements HttpHandler {

    static final String PATH = "/simulator/";

    private final SimulatedChalk chalk;
    private final SimulatorJson json;

    ControlEndpoint(SimulatedChalk chalk, SimulatorJson json) {
        this.chalk = chalk;
        this.json = json;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        try {
            var answer = answer(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), body);
            HttpReply.json(200, json.write(answer)).send(exchange);
        } catch (IllegalArgumentException wrong) {
            var refusal = new ConnectError(ConnectCode.INVALID_ARGUMENT, String.valueOf(wrong.getMessage()));
            HttpReply.of(refusal, json).send(exchange);
        } catch (ConnectError refusal) {
            HttpReply.of(refusal, json).send(exchange);
        }
    }

    private Object answer(String request, byte[] body) {
        return switch (request) {
            case "GET /simulator/state" -> ControlMessages.State.of(chalk);
            case "POST /simulator/faults" -> addFault(body);
            case "DELETE /simulator/faults" -> done(chalk.faults()::clear);
            case "POST /simulator/tokens/revoke" -> revoke(body);
            case "POST /simulator/tokens/permissions" -> changePermissions(body);
            case "POST /simulator/rename" -> rename(body);
            case "POST /simulator/access-tokens/end" -> done(chalk::endAccessTokens);
            case "POST /simulator/counters/reset" -> done(chalk::resetCounters);
            default -> throw new ConnectError(ConnectCode.NOT_FOUND, "there is no " + request);
        };
    }

    private static Map<String, String> done(Runnable change) {
        change.run();
        return Map.of();
    }

    private Map<String, String> addFault(byte[] body) {
        var rule = json.readStrictly(body, ControlMessages.FaultRequest.class).rule();
        return done(() -> chalk.faults().add(rule));
    }

    private Map<String, String> rename(byte[] body) {
        var change = json.readStrictly(body, ControlMessages.RenameRequest.class);
        return done(() -> chalk.rename(change.id(), change.name()));
    }

    private ControlMessages.Changed revoke(byte[] body) {
        var which = json.readStrictly(body, ControlMessages.RevokeRequest.class);
        var revoked = chalk.liveTokens().stream()
                .filter(token -> token.id().equals(which.id()) || token.name().equals(which.name()))
                .filter(token -> chalk.revokeBehindOurBack(token.id()))
                .count();
        return new ControlMessages.Changed((int) revoked);
    }

    private ControlMessages.Changed changePermissions(byte[] body) {
        var change = json.readStrictly(body, ControlMessages.PermissionsRequest.class);
        boolean there = chalk.changePermissionsBehindOurBack(change.clientId(), change.permissions());
        return new ControlMessages.Changed(there ? 1 : 0);
    }
}
