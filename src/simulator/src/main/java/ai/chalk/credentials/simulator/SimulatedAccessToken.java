// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import java.time.Instant;
import java.util.Map;

/**
 * The response to an exchange.
 *
 * @param value the access token to put into a {@code CallContext}
 * @param primaryEnvironment the environment of calls that name none
 * @param environments the environments that the pair can reach, id to name
 */
public record SimulatedAccessToken(
        ClientSecret value, Instant expires, String primaryEnvironment, Map<String, String> environments) {

    public SimulatedAccessToken {
        environments = Map.copyOf(environments);
    }
}
