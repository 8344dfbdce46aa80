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
    record Request(Procedure procedure, String url, Bearer bearer) {}

    private final SimulatedChalk chalk;
    private final ChalkCalls calls;
    private final WireJson json;

    ChalkMessages(SimulatedChalk chalk, ChalkCalls calls, WireJson json) {
        this.chalk = chalk;
        this.calls = calls;
        this.json = json;
    }

    Bearer bearer(Optional<String> authorization, Optional<String> environmentId) {
        var accessToken = authorization
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .orElse("");
        return new Bearer(new ClientSecret(accessToken), environmentId);
    }

    Object answer(Request request, byte[] body) {
        return switch (request.procedure()) {
            case EXCHANGE -> exchange(request, body);
            case WHO_AM_I -> whoAmI(request.bearer());
            case CREATE_SERVICE_TOKEN -> create(request, body);
            case LIST_SERVICE_TOKENS -> agents().listed(calls.list(request.bearer()));
            case UPDATE_SERVICE_TOKEN -> update(request, body);
            case DELETE_SERVICE_TOKEN -> delete(request, body);
            case GET_TEAM -> Wire.TeamResponse.of(calls.team(request.bearer()));
            case GET_AVAILABLE_PERMISSIONS -> permissions(request.bearer());
        };
    }

    private Wire.ExchangeResponse exchange(Request request, byte[] body) {
        var asked = json.read(body, Wire.ExchangeRequest.class);
        if (!"client_credentials".equals(asked.grantType())) {
            throw new Refusal(ConnectCode.INVALID_ARGUMENT, "grant_type must be client_credentials");
        }
        var access = calls.exchange(new ClientCredentials(
                text(asked.clientId()), Objects.requireNonNullElse(asked.clientSecret(), new ClientSecret(""))));
        var engines = new TreeMap<String, String>();
        access.environments().keySet().forEach(id -> engines.put(id, request.url()));
        return new Wire.ExchangeResponse(
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

    private Wire.WhoAmIResponse whoAmI(Bearer bearer) {
        var token = calls.whoAmI(bearer);
        return new Wire.WhoAmIResponse(
                token.id(),
                bearer.environmentId().orElse(token.environmentId()),
                chalk.world().team().id());
    }

    private Wire.CreateResponse create(Request request, byte[] body) {
        var asked = json.read(body, Wire.TokenRequest.class);
        return agents().created(calls.create(request.bearer(), asked.token(known())));
    }

    private Wire.UpdateResponse update(Request request, byte[] body) {
        var asked = json.read(body, Wire.TokenRequest.class);
        var updated = calls.update(request.bearer(), text(asked.clientId()), asked.token(known()));
        return new Wire.UpdateResponse(agents().displayed(updated));
    }

    private Set<String> known() {
        return chalk.world().permissions();
    }

    private Map<String, String> delete(Request request, byte[] body) {
        var asked = json.read(body, Wire.DeleteRequest.class);
        calls.delete(request.bearer(), text(asked.id()));
        return NOTHING;
    }

    private Wire.PermissionsResponse permissions(Bearer bearer) {
        var slugs = calls.availablePermissions(bearer).stream().sorted().toList();
        return new Wire.PermissionsResponse(
                slugs.stream().map(Wire.PermissionDescription::of).toList(),
                slugs.stream().map(WireNames::permission).toList());
    }

    /** By the names that everything has now. */
    private Agents agents() {
        return new Agents(chalk.world().team());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
