// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.chalk.TokenListing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the last listing of each environment in memory, until somebody needs a newer one. Failures are not kept. */
public final class CachedInventory implements TokenInventory {

    private final ChalkApi chalk;
    private final InstantSource clock;
    private final Map<String, Environment> environments = new ConcurrentHashMap<>();

    public CachedInventory(ChalkApi chalk, InstantSource clock) {
        this.chalk = chalk;
        this.clock = clock;
    }

    @Override
    public TokenListing read(String environmentId, Instant newerThan) throws ChalkException {
        return environments.computeIfAbsent(environmentId, Environment::new).read(newerThan);
    }

    @Override
    public Optional<TokenListing> latest(String environmentId) {
        return Optional.ofNullable(environments.get(environmentId)).flatMap(found -> found.latest);
    }

    private final class Environment {

        private final String id;
        private final SingleFlight<TokenListing> calls = new SingleFlight<>();
        private volatile Optional<TokenListing> latest = Optional.empty();

        Environment(String id) {
            this.id = id;
        }

        TokenListing read(Instant newerThan) throws ChalkException {
            var known = latest.filter(listing -> isNewer(listing, newerThan));
            if (known.isPresent()) {
                return known.get();
            }
            var first = calls.join(this::list);
            if (first.own() || isNewer(first.value(), newerThan)) {
                return first.value();
            }
            // Somebody else's call had begun too early. Whatever is under way now began after this reading did.
            return calls.join(this::list).value();
        }

        private TokenListing list() throws ChalkException {
            var requestedAt = clock.instant();
            var listing = new TokenListing(requestedAt, chalk.listServiceTokens(id));
            latest = Optional.of(listing);
            return listing;
        }

        /** A listing of the future was asked for before the clock was set back: nobody knows what it is newer than. */
        private boolean isNewer(TokenListing listing, Instant than) {
            var requestedAt = listing.requestedAt();
            return requestedAt.isAfter(than) && !requestedAt.isAfter(clock.instant());
        }
    }
}
