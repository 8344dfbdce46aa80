// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/**
 * What is no part of Chalk: the hand that holds the simulator, for tests that are no Java programs.
 *
 * <ul>
 *   <li>{@code GET /simulator/state}: live tokens without secrets, calls per procedure, faults in force
 *   <li>{@code POST /simulator/faults}: adds a fault; {@code DELETE}: ends all of them
 *   <li>{@code POST /simulator/tokens/revoke}: revokes a token by {@code id}, or all of a {@code name}, behind everyone's back
 *   <li>{@code POST /simulator/tokens/permissions}: changes a token's {@code permissions} by its {@code clientId}
 *   <li>{@code POST /simulator/rename}: gives a project or environment, by its {@code id}, another {@code name}
 *   <li>{@code POST /simulator/access-tokens/end}: makes every access token invalid at once
 *   <li>{@code POST /simulator/counters/reset}
 * </ul>
 *
 * It asks nobody who they are, and gives no secret to anybody.
 */
final class ControlEndpoint implements HttpHandler {

    static final String PATH = "/simulator/";

    private final Map<String, Function<byte[], Object>> answers = Map.of(
            "GET /simulator/state",
            none -> state(),
            "POST /simulator/faults",
            this::addFault,
            "DELETE /simulator/faults",
            none -> clearFaults(),
            "POST /simulator/tokens/revoke",
            this::revoke,
            "POST /simulator/tokens/permissions",
            this::changePermissions,
            "POST /simulator/rename",
            this::rename,
            "POST /simulator/access-tokens/end",
            none -> endAccessTokens(),
            "POST /simulator/counters/reset",
            none -> resetCounters());

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
        var known = answers.get(request);
        if (known == null) {
            throw new ConnectError(ConnectCode.NOT_FOUND, "there is no " + request);
        }
        return known.apply(body);
    }

    private ControlMessages.State state() {
        return ControlMessages.State.of(chalk);
    }

    private Map<String, String> clearFaults() {
        return done(chalk.faults()::clear);
    }

    private Map<String, String> endAccessTokens() {
        return done(chalk::endAccessTokens);
    }

    private Map<String, String> resetCounters() {
        return done(chalk::resetCounters);
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
