// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Instant;
import java.util.List;

/**
 * The tokens of an environment as of a moment.
 *
 * @param requestedAt when the listing was asked for: a token created before is in it, unless Chalk's listing lags
 */
public record TokenListing(Instant requestedAt, List<ServiceToken> tokens) {

    public TokenListing {
        tokens = List.copyOf(tokens);
    }
}
