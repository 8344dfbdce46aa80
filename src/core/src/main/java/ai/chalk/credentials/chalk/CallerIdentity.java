// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.Optional;

/** The identity that Chalk reports for the caller (WhoAmI). */
public record CallerIdentity(Optional<String> user, Optional<String> teamId) {}
