// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Instant;
import java.util.Optional;

/**
 * The listings of one connection, one per environment. All its credentials share them, so that Chalk is asked only
 * once.
 */
public interface TokenInventory {

    /**
     * A listing of that environment that was requested after {@code newerThan}: the cached one if it is new enough,
     * otherwise a fresh one. Concurrent callers share one call.
     */
    TokenListing read(String environmentId, Instant newerThan) throws ChalkException;

    /** The last listing of that environment, without a call. Empty if there is none. */
    default Optional<TokenListing> latest(String environmentId) {
        return Optional.empty();
    }
}
