// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Instant;
import java.util.List;

/**
 * The tokens of an environment at one time.
 *
 * @param requestedAt when the listing was requested: it contains every token that was created before, unless Chalk's
 * listing lags
 */
public record TokenListing(Instant requestedAt, List<ServiceToken> tokens) {

    public TokenListing {
        tokens = List.copyOf(tokens);
    }
}
