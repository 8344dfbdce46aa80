// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ClientCredentials;
import java.time.InstantSource;
import java.util.Optional;

/** The connection's own access token: exchanged once per lifetime, however many threads ask, and kept in memory only. */
final class AccessTokenSource {

    private final TokenExchange exchange;
    private final ClientCredentials credentials;
    private final InstantSource clock;

    private final SingleFlight<AccessToken> exchanges = new SingleFlight<>();
    private volatile Optional<AccessToken> cached = Optional.empty();

    AccessTokenSource(TokenExchange exchange, ClientCredentials credentials, InstantSource clock) {
        this.exchange = exchange;
        this.credentials = credentials;
        this.clock = clock;
    }

    AccessToken current() throws ChalkException {
        var known = fresh();
        return known.isPresent() ? known.get() : exchanges.join(this::renew).value();
    }

    /** Forgets a token that a server has refused, unless another thread has already replaced it. */
    synchronized void drop(AccessToken refused) {
        cached = cached.filter(token -> !token.equals(refused));
    }

    private AccessToken renew() throws ChalkException {
        var known = fresh(); // a call that ended just before this one began may have brought it
        if (known.isPresent()) {
            return known.get();
        }
        var renewed = exchange.exchange(credentials);
        keep(renewed);
        return renewed;
    }

    private synchronized void keep(AccessToken renewed) {
        cached = Optional.of(renewed);
    }

    private Optional<AccessToken> fresh() {
        return cached.filter(token -> clock.instant().isBefore(token.renewAt()));
    }
}
