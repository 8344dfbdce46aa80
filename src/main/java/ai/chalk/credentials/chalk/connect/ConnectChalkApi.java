// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.Access;
import ai.chalk.credentials.chalk.Caller;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import java.util.List;
import java.util.Optional;

/** The port over the Connect protocol. A call that is refused as unauthenticated is made once more, with a new access token. */
final class ConnectChalkApi implements ChalkApi {

    private static final Optional<Object> EMPTY = Optional.of(new Wire.Nothing());

    private final ChalkServer server;
    private final TokenExchange exchange;
    private final AccessTokens tokens;

    ConnectChalkApi(ChalkServer server, TokenExchange exchange, AccessTokens tokens) {
        this.server = server;
        this.exchange = exchange;
        this.tokens = tokens;
    }

    @Override
    public Access connect() throws ChalkException {
        return tokens.current().access();
    }

    @Override
    public Caller whoAmI() throws ChalkException {
        return ask(
                call(Operation.WHO_AM_I, Optional.empty(), Optional.empty()), Wire.WhoAmI.class, AnswerReading::caller);
    }

    @Override
    public Team team() throws ChalkException {
        var call = call(Operation.GET_TEAM, Optional.empty(), EMPTY);
        return ask(call, Wire.GetTeamResponse.class, AnswerReading::team);
    }

    @Override
    public Access exchange(ClientCredentials pair) throws ChalkException {
        return exchange.exchange(pair).access();
    }

    @Override
    public IssuedToken createServiceToken(String environmentId, NewServiceToken token) throws ChalkException {
        var call = call(
                Operation.CREATE_SERVICE_TOKEN,
                Optional.of(environmentId),
                Optional.of(GrantsReading.spec(null, token)));
        return ask(call, Wire.CreateResponse.class, AnswerReading::issued);
    }

    @Override
    public Grants updateServiceToken(String environmentId, String clientId, NewServiceToken token)
            throws ChalkException {
        var call = call(
                Operation.UPDATE_SERVICE_TOKEN,
                Optional.of(environmentId),
                Optional.of(GrantsReading.spec(clientId, token)));
        return ask(call, Wire.UpdateResponse.class, AnswerReading::updated);
    }

    @Override
    public void deleteServiceToken(String environmentId, String tokenId) throws ChalkException {
        var request = new Wire.DeleteRequest(tokenId);
        var call = call(Operation.DELETE_SERVICE_TOKEN, Optional.of(environmentId), Optional.of(request));
        ask(call, Wire.Nothing.class, nothing -> nothing);
    }

    @Override
    public List<ServiceToken> listServiceTokens(String environmentId) throws ChalkException {
        var call = call(Operation.LIST_SERVICE_TOKENS, Optional.of(environmentId), EMPTY);
        return ask(call, Wire.ListResponse.class, answer -> AnswerReading.listed(answer, environmentId));
    }

    private static Call call(Operation operation, Optional<String> environmentId, Optional<Object> body) {
        return new Call(operation, Optional.empty(), environmentId, body);
    }

    private <M, R> R ask(Call call, Class<M> type, Reading<M, R> reading) throws ChalkException {
        var token = tokens.current();
        try {
            return server.ask(call.with(token), type, reading);
        } catch (ChalkException refused) {
            if (refused.failure().kind() != ChalkFailureKind.UNAUTHENTICATED) {
                throw refused;
            }
        }
        tokens.drop(token);
        return server.ask(call.with(tokens.current()), type, reading);
    }
}
