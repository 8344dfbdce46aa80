// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.CallerIdentity;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ExchangeResult;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import java.util.List;
import java.util.Optional;

/** {@link ChalkApi} over the Connect protocol. A call that is refused as unauthenticated is repeated once, with a new access token. */
final class ConnectChalkApi implements ChalkApi {

    private static final Optional<Object> EMPTY = Optional.of(new ConnectMessages.Nothing());

    private final ChalkHttpApi server;
    private final TokenExchange exchange;
    private final AccessTokenSource tokens;

    ConnectChalkApi(ChalkHttpApi server, TokenExchange exchange, AccessTokenSource tokens) {
        this.server = server;
        this.exchange = exchange;
        this.tokens = tokens;
    }

    @Override
    public ExchangeResult connect() throws ChalkException {
        return tokens.current().access();
    }

    @Override
    public CallerIdentity whoAmI() throws ChalkException {
        return ask(
                call(Operation.WHO_AM_I, Optional.empty(), Optional.empty()),
                ConnectMessages.WhoAmI.class,
                ResponseReader::caller);
    }

    @Override
    public Team team() throws ChalkException {
        var call = call(Operation.GET_TEAM, Optional.empty(), EMPTY);
        return ask(call, ConnectMessages.GetTeamResponse.class, ResponseReader::team);
    }

    @Override
    public ExchangeResult exchange(ClientCredentials pair) throws ChalkException {
        return exchange.exchange(pair).access();
    }

    @Override
    public IssuedToken createServiceToken(String environmentId, NewServiceToken token) throws ChalkException {
        var call = call(
                Operation.CREATE_SERVICE_TOKEN,
                Optional.of(environmentId),
                Optional.of(GrantsMapper.spec(null, token)));
        return ask(call, ConnectMessages.CreateResponse.class, ResponseReader::issued);
    }

    @Override
    public Grants updateServiceToken(String environmentId, String clientId, NewServiceToken token)
            throws ChalkException {
        var call = call(
                Operation.UPDATE_SERVICE_TOKEN,
                Optional.of(environmentId),
                Optional.of(GrantsMapper.spec(clientId, token)));
        return ask(call, ConnectMessages.UpdateResponse.class, ResponseReader::updated);
    }

    @Override
    public void deleteServiceToken(String environmentId, String tokenId) throws ChalkException {
        var request = new ConnectMessages.DeleteRequest(tokenId);
        var call = call(Operation.DELETE_SERVICE_TOKEN, Optional.of(environmentId), Optional.of(request));
        ask(call, ConnectMessages.Nothing.class, nothing -> nothing);
    }

    @Override
    public List<ServiceToken> listServiceTokens(String environmentId) throws ChalkException {
        var call = call(Operation.LIST_SERVICE_TOKENS, Optional.of(environmentId), EMPTY);
        return ask(call, ConnectMessages.ListResponse.class, answer -> ResponseReader.listed(answer, environmentId));
    }

    private static ChalkCall call(Operation operation, Optional<String> environmentId, Optional<Object> body) {
        return new ChalkCall(operation, Optional.empty(), environmentId, body);
    }

    private <M, R> R ask(ChalkCall call, Class<M> type, ResponseMapper<M, R> reading) throws ChalkException {
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
