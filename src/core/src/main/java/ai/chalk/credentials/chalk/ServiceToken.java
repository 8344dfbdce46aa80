// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Instant;
import java.util.Optional;

/** A token in a listing of Chalk. */
public record ServiceToken(
        String id, String clientId, String name, String environmentId, Grants grants, Optional<Instant> createdAt) {}
