// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/** Secrets, events and writes to the API server, in this operator's terms. It decides nothing. */
@NullMarked
package ai.chalk.credentials.kubernetes;

import org.jspecify.annotations.NullMarked;
