// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import java.time.Instant;
import java.util.Map;

/**
 * The answer to an exchange.
 *
 * @param value what goes behind {@code CallContext}
 * @param primaryEnvironment where calls act that name no environment
 * @param environments what the pair reaches, id to name
 */
public record SimulatedAccessToken(
        ClientSecret value, Instant expires, String primaryEnvironment, Map<String, String> environments) {

    public SimulatedAccessToken {
        environments = Map.copyOf(environments);
    }
}
