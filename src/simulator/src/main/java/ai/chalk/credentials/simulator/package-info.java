// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * A Chalk in memory, for development, the quick start and tests. It simulates the rules that Chalk enforces, Chalk's
 * protocol, and failures of both. Of the operator, it knows only the values of the port. Production code must not
 * depend on it.
 */
@NullMarked
package ai.chalk.credentials.simulator;

import org.jspecify.annotations.NullMarked;
