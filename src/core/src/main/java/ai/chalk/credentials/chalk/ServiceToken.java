// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import ai.chalk.credentials.common.WithBuilder;
import java.time.Instant;
import java.util.Optional;

/** A token in a listing of Chalk. */
@WithBuilder
public record ServiceToken(
        String id, String clientId, String name, String environmentId, Grants grants, Optional<Instant> createdAt)
        implements ServiceTokenBuilder.With {}
