// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.ExchangeResult;
import java.time.Instant;

/**
 * An access token and the rest of the exchange's response.
 *
 * @param value redacted by its type; revealed only for the Authorization header
 * @param renewAt when to exchange for the next token, shortly before this one expires
 */
record AccessToken(ClientSecret value, ExchangeResult access, Instant renewAt) {

    String authorization() {
        return "Bearer " + value.reveal();
    }
}
