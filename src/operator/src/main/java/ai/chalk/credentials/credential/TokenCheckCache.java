// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process has learned about current tokens from calls other than listings. Kept in memory only, because
 * learning it again costs one exchange.
 */
final class TokenCheckCache {

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> settled = new ConcurrentHashMap<>();

    /** Notes that Chalk no longer accepts the token's pair. */
    void refuse(String tokenId) {
        refused.add(tokenId);
    }

    boolean isRefused(String tokenId) {
        return refused.contains(tokenId);
    }

    /**
     * Notes that Chalk has just confirmed the token. Listings that were requested before {@code now} are older than
     * that and say nothing about it.
     */
    void settle(String tokenId, Instant now) {
        settled.put(tokenId, now);
    }

    /** The time after which a listing must have been requested to say something about the token. */
    Instant settledAt(String tokenId) {
        return settled.getOrDefault(tokenId, Instant.MIN);
    }

    void forget(String tokenId) {
        refused.remove(tokenId);
        settled.remove(tokenId);
    }
}
