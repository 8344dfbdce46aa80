// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.ExchangeResult;
import java.time.Instant;

/**
 * An access token and what came with it.
 *
 * @param value redacted by its type; revealed for the one header that carries it
 * @param renewAt from when on another one is asked for, shortly before this one ends
 */
record AccessToken(ClientSecret value, ExchangeResult access, Instant renewAt) {

    String authorization() {
        return "Bearer " + value.reveal();
    }
}
