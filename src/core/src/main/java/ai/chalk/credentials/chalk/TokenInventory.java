// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Instant;
import java.util.Optional;

/**
 * The listings of one connection, one per environment, shared by all its credentials: many ask, Chalk is asked once.
 */
public interface TokenInventory {

    /**
     * A listing of that environment that was requested after {@code newerThan}: the cached one if it is, else a fresh one;
     * callers that ask at the same time share one call.
     */
    TokenListing read(String environmentId, Instant newerThan) throws ChalkException;

    /** The last listing of that environment, without a call; empty where there was none yet, or none is kept. */
    default Optional<TokenListing> latest(String environmentId) {
        return Optional.empty();
    }
}
