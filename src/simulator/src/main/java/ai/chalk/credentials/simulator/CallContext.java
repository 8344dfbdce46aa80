// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import ai.chalk.credentials.chalk.ClientSecret;
import java.util.Optional;

/**
 * The caller and the environment of a call.
 *
 * @param environmentId the header {@code x-chalk-env-id}
 */
public record CallContext(ClientSecret accessToken, Optional<String> environmentId) {}
