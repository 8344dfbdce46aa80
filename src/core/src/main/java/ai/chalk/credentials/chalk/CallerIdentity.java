// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.util.Optional;

/** Who Chalk says we are (who-am-i). */
public record CallerIdentity(Optional<String> user, Optional<String> teamId) {}
