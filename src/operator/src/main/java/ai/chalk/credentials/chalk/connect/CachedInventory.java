// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.chalk.TokenListing;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the last listing of each environment in memory, until a caller needs a newer one. Failures are not kept. */
public final class CachedInventory implements TokenInventory {

    private final ChalkApi chalk;
    private final InstantSource clock;
    private final SingleFlight<String, TokenListing> calls = new SingleFlight<>(Caffeine.newBuilder());
    /** Beside the calls, because a listing is still the latest one while the next is under way, and if that fails. */
    private final Map<String, TokenListing> latest = new ConcurrentHashMap<>();

    public CachedInventory(ChalkApi chalk, InstantSource clock) {
        this.chalk = chalk;
        this.clock = clock;
    }

    @Override
    public TokenListing read(String environmentId, Instant newerThan) throws ChalkException {
        var known = latest(environmentId).filter(listing -> isNewer(listing, newerThan));
        if (known.isPresent()) {
            return known.get();
        }
        var first = calls.join(environmentId, () -> list(environmentId));
        if (first.own() || isNewer(first.value(), newerThan)) {
            return first.value();
        }
        // The result of a call that began too early. Whatever replaces it begins after this method did.
        calls.forget(environmentId, first.value());
        return calls.join(environmentId, () -> list(environmentId)).value();
    }

    @Override
    public Optional<TokenListing> latest(String environmentId) {
        return Optional.ofNullable(latest.get(environmentId));
    }

    private TokenListing list(String environmentId) throws ChalkException {
        var requestedAt = clock.instant();
        var listing = new TokenListing(requestedAt, chalk.listServiceTokens(environmentId));
        latest.put(environmentId, listing);
        return listing;
    }

    /** A listing from the future was requested before the clock was set back: what it is newer than is unknown. */
    private boolean isNewer(TokenListing listing, Instant than) {
        var requestedAt = listing.requestedAt();
        return requestedAt.isAfter(than) && !requestedAt.isAfter(clock.instant());
    }
}
