// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.util.Optional;

/**
 * One request.
 *
 * @param body what becomes the JSON of a POST; without it the request is a GET
 */
record ChalkCall(
        Operation operation, Optional<AccessToken> token, Optional<String> environmentId, Optional<Object> body) {

    ChalkCall with(AccessToken other) {
        return new ChalkCall(operation, Optional.of(other), environmentId, body);
    }
}
