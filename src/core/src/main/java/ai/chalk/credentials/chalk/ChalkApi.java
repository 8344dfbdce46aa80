// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.List;

/**
 * One Chalk API server, as one caller sees it. Each invocation sends a call at most once. Retrying is left to the
 * caller, who knows whether it is safe. All methods may be called from many threads; they wait if the connection's rate
 * limit requires it.
 */
public interface ChalkApi {

    /**
     * Verifies that Chalk accepts the connection's own client id and secret. Exchanges them at most once per lifetime
     * of an access token.
     */
    ExchangeResult connect() throws ChalkException;

    /** Asks Chalk for the identity of the caller. */
    CallerIdentity whoAmI() throws ChalkException;

    /** The projects and environments of the caller's team (GetTeam). */
    Team team() throws ChalkException;

    /**
     * Tests a pair by exchanging it for an access token, which is then discarded. Never cached. If Chalk does not
     * accept the pair, the failure has the kind {@link ChalkFailureKind#UNAUTHENTICATED}.
     */
    ExchangeResult exchange(ClientCredentials pair) throws ChalkException;

    /** Creates a token in an environment. Two calls create two tokens, even with the same name. */
    IssuedToken createServiceToken(String environmentId, NewServiceToken token) throws ChalkException;

    /**
     * Replaces the name and the grants of a token.
     *
     * @return the grants in Chalk's response
     */
    Grants updateServiceToken(String environmentId, String clientId, NewServiceToken token) throws ChalkException;

    /**
     * Revokes a token by its id, not its client id. If there is no such token, the failure has the kind
     * {@link ChalkFailureKind#NOT_FOUND}.
     */
    void deleteServiceToken(String environmentId, String tokenId) throws ChalkException;

    /** All service tokens of an environment, including those of other owners. Never cached. */
    List<ServiceToken> listServiceTokens(String environmentId) throws ChalkException;
}
