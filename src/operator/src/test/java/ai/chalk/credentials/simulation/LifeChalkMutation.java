// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.chalk.CallerIdentity;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ExchangeResult;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.IssuedToken;
import ai.chalk.credentials.chalk.NewServiceToken;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.Team;
import java.util.List;

/** Delegates to another connection to Chalk. Subclasses override what they observe or break. */
class LifeChalkMutation implements ChalkApi {

    private final ChalkApi chalk;

    LifeChalkMutation(ChalkApi chalk) {
        this.chalk = chalk;
    }

    @Override
    public ExchangeResult connect() throws ChalkException {
        return chalk.connect();
    }

    @Override
    public CallerIdentity whoAmI() throws ChalkException {
        return chalk.whoAmI();
    }

    @Override
    public Team team() throws ChalkException {
        return chalk.team();
    }

    @Override
    public ExchangeResult exchange(ClientCredentials pair) throws ChalkException {
        return chalk.exchange(pair);
    }

    @Override
    public IssuedToken createServiceToken(String environmentId, NewServiceToken token) throws ChalkException {
        return chalk.createServiceToken(environmentId, token);
    }

    @Override
    public Grants updateServiceToken(String environmentId, String clientId, NewServiceToken token)
            throws ChalkException {
        return chalk.updateServiceToken(environmentId, clientId, token);
    }

    @Override
    public void deleteServiceToken(String environmentId, String tokenId) throws ChalkException {
        chalk.deleteServiceToken(environmentId, tokenId);
    }

    @Override
    public List<ServiceToken> listServiceTokens(String environmentId) throws ChalkException {
        return chalk.listServiceTokens(environmentId);
    }
}
