// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process has found out about current tokens beyond the listings: in memory only, as finding it out again costs one
 * exchange.
 */
final class TokenCheckCache {

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> settled = new ConcurrentHashMap<>();

    /** Chalk does not accept the token's pair any more. */
    void refuse(String tokenId) {
        refused.add(tokenId);
    }

    boolean isRefused(String tokenId) {
        return refused.contains(tokenId);
    }

    /** Listings that were asked for before {@code now} tell nothing about the token: Chalk itself has just said more. */
    void settle(String tokenId, Instant now) {
        settled.put(tokenId, now);
    }

    /** Since when a listing tells something about the token. */
    Instant settledAt(String tokenId) {
        return settled.getOrDefault(tokenId, Instant.MIN);
    }

    void forget(String tokenId) {
        refused.remove(tokenId);
        settled.remove(tokenId);
    }
}
