// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.List;

/**
 * One Chalk API server, as one caller. Every call is made at most once per invocation: repeating is for whoever knows
 * whether it is safe. All may be called from many threads, and wait where the connection's rate demands it.
 */
public interface ChalkApi {

    /** Makes sure that our own client id and secret are accepted; at most one exchange per lifetime of an access token. */
    ExchangeResult connect() throws ChalkException;

    /** Asks who we are. */
    CallerIdentity whoAmI() throws ChalkException;

    /** The projects and environments of our team (GetTeam). */
    Team team() throws ChalkException;

    /**
     * Tests a pair by exchanging it for an access token, which is thrown away. Never cached. A pair that Chalk does not
     * accept is a failure of kind {@link ChalkFailureKind#UNAUTHENTICATED}.
     */
    ExchangeResult exchange(ClientCredentials pair) throws ChalkException;

    /** Creates a token in an environment; two calls make two tokens, whatever their names. */
    IssuedToken createServiceToken(String environmentId, NewServiceToken token) throws ChalkException;

    /**
     * Replaces name and grants of a token.
     *
     * @return the grants as Chalk answered them
     */
    Grants updateServiceToken(String environmentId, String clientId, NewServiceToken token) throws ChalkException;

    /** Revokes a token by its id (not its client id); not found is a failure of kind {@link ChalkFailureKind#NOT_FOUND}. */
    void deleteServiceToken(String environmentId, String tokenId) throws ChalkException;

    /** All service tokens of an environment, other people's included; always a fresh answer. */
    List<ServiceToken> listServiceTokens(String environmentId) throws ChalkException;
}
