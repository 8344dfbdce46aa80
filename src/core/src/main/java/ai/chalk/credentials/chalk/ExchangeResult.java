// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Instant;
import java.util.Map;

/**
 * The result of exchanging a client id and secret. The access token itself stays in the adapter.
 *
 * @param environments the environments that the pair can reach, id to name
 */
public record ExchangeResult(Instant expires, Map<String, String> environments) {

    public ExchangeResult {
        environments = Map.copyOf(environments);
    }
}
