// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns a request into a call of {@link ChalkCalls}, and its outcome into the message that Chalk answers with. */
final class ChalkMessages {

    private static final String BEARER = "Bearer ";
    private static final Map<String, String> NOTHING = Map.of();

    /**
     * One request but for its body, which may hold a secret.
     *
     * @param url under which the caller reaches this server
     */
    record Request(Procedure procedure, String url, CallContext bearer) {}

    private final Map<Procedure, BiFunction<Request, byte[], Object>> answers = Map.of(
            Procedure.EXCHANGE,
            this::exchange,
            Procedure.WHO_AM_I,
            (request, body) -> whoAmI(request.bearer()),
            Procedure.CREATE_SERVICE_TOKEN,
            this::create,
            Procedure.LIST_SERVICE_TOKENS,
            (request, body) -> list(request.bearer()),
            Procedure.UPDATE_SERVICE_TOKEN,
            this::update,
            Procedure.DELETE_SERVICE_TOKEN,
            this::delete,
            Procedure.GET_TEAM,
            (request, body) -> team(request.bearer()),
            Procedure.GET_AVAILABLE_PERMISSIONS,
            (request, body) -> permissions(request.bearer()));

    private final SimulatedChalk chalk;
    private final ChalkCalls calls;
    private final SimulatorJson json;

    ChalkMessages(SimulatedChalk chalk, ChalkCalls calls, SimulatorJson json) {
        this.chalk = chalk;
        this.calls = calls;
        this.json = json;
    }

    CallContext bearer(Optional<String> authorization, Optional<String> environmentId) {
        var accessToken = authorization
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .orElse("");
        return new CallContext(new ClientSecret(accessToken), environmentId);
    }

    Object answer(Request request, byte[] body) {
        return Objects.requireNonNull(answers.get(request.procedure())).apply(request, body);
    }

    private SimulatorMessages.ExchangeResponse exchange(Request request, byte[] body) {
        var asked = json.read(body, SimulatorMessages.ExchangeRequest.class);
        if (!"client_credentials".equals(asked.grantType())) {
            throw new ConnectError(ConnectCode.INVALID_ARGUMENT, "grant_type must be client_credentials");
        }
        var access = calls.exchange(new ClientCredentials(
                text(asked.clientId()), Objects.requireNonNullElse(asked.clientSecret(), new ClientSecret(""))));
        var engines = new TreeMap<String, String>();
        access.environments().keySet().forEach(id -> engines.put(id, request.url()));
        return new SimulatorMessages.ExchangeResponse(
                access.value(),
                "Bearer",
                Duration.between(chalk.clock().instant(), access.expires()).toSeconds(),
                access.expires().toString(),
                request.url(),
                access.primaryEnvironment(),
                engines,
                engines,
                access.environments());
    }

    private SimulatorMessages.WhoAmIResponse whoAmI(CallContext bearer) {
        var token = calls.whoAmI(bearer);
        return new SimulatorMessages.WhoAmIResponse(
                token.id(),
                bearer.environmentId().orElse(token.environmentId()),
                chalk.world().team().id());
    }

    private SimulatorMessages.CreateResponse create(Request request, byte[] body) {
        var asked = json.read(body, SimulatorMessages.TokenRequest.class);
        return agents().created(calls.create(request.bearer(), asked.token(known())));
    }

    private SimulatorMessages.ListResponse list(CallContext bearer) {
        return agents().listed(calls.list(bearer));
    }

    private SimulatorMessages.UpdateResponse update(Request request, byte[] body) {
        var asked = json.read(body, SimulatorMessages.TokenRequest.class);
        var updated = calls.update(request.bearer(), text(asked.clientId()), asked.token(known()));
        return new SimulatorMessages.UpdateResponse(agents().displayed(updated));
    }

    private Set<String> known() {
        return chalk.world().permissions();
    }

    private Map<String, String> delete(Request request, byte[] body) {
        var asked = json.read(body, SimulatorMessages.DeleteRequest.class);
        calls.delete(request.bearer(), text(asked.id()));
        return NOTHING;
    }

    private SimulatorMessages.TeamResponse team(CallContext bearer) {
        return SimulatorMessages.TeamResponse.of(calls.team(bearer));
    }

    private SimulatorMessages.PermissionsResponse permissions(CallContext bearer) {
        var slugs = calls.availablePermissions(bearer).stream().sorted().toList();
        return new SimulatorMessages.PermissionsResponse(
                slugs.stream().map(SimulatorMessages.PermissionDescription::of).toList(),
                slugs.stream().map(EnumNames::permission).toList());
    }

    /** By the names that everything has now. */
    private AgentMapper agents() {
        return new AgentMapper(chalk.world().team());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
