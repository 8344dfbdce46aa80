// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/** What the status says after a pass, as a pure function of what was seen, decided and done. */
@NullMarked
package ai.chalk.credentials.status;

import org.jspecify.annotations.NullMarked;
