// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.Grants;
import ai.chalk.credentials.chalk.ServiceToken;

/**
 * A service token as Chalk stores it.
 *
 * @param caller whether the token was added as a caller: such a token can reach every environment
 */
record StoredToken(ServiceToken token, ClientSecret secret, boolean caller) {

    boolean isOpenedBy(ClientSecret given) {
        return secret.equals(given);
    }

    boolean may(String permission) {
        return token.grants().permissions().contains(permission);
    }

    ClientCredentials credentials() {
        return new ClientCredentials(token.clientId(), secret);
    }

    StoredToken with(String name, Grants grants) {
        var changed =
                new ServiceToken(token.id(), token.clientId(), name, token.environmentId(), grants, token.createdAt());
        return new StoredToken(changed, secret, caller);
    }
}
