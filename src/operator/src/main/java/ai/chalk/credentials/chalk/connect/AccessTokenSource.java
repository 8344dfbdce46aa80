// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ClientCredentials;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The access token of a connection: exchanged once per lifetime for all threads, and kept in memory only. */
final class AccessTokenSource {

    private final TokenExchange exchange;
    private final ClientCredentials credentials;
    private final SingleFlight<ClientCredentials, AccessToken> tokens;

    AccessTokenSource(TokenExchange exchange, ClientCredentials credentials, InstantSource clock) {
        this.exchange = exchange;
        this.credentials = credentials;
        this.tokens = new SingleFlight<>(Caffeine.newBuilder()
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()))
                .expireAfter(Expiry.<ClientCredentials, AccessToken>creating(
                        (any, token) -> Duration.between(clock.instant(), token.renewAt()))));
    }

    AccessToken current() throws ChalkException {
        return tokens.join(credentials, () -> exchange.exchange(credentials)).value();
    }

    /** Forgets a token that a server has refused, unless another thread has already replaced it. */
    void drop(AccessToken refused) {
        tokens.forget(credentials, refused);
    }
}
