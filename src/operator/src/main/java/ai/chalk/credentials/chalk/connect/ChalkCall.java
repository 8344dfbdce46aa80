// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.util.Optional;

/**
 * One request.
 *
 * @param body serialized to JSON for a POST; if empty, the request is a GET
 */
record ChalkCall(
        Operation operation, Optional<AccessToken> token, Optional<String> environmentId, Optional<Object> body) {

    ChalkCall with(AccessToken other) {
        return new ChalkCall(operation, Optional.of(other), environmentId, body);
    }
}
