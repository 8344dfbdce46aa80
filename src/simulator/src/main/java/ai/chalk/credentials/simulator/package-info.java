// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * A Chalk of our own, in memory, for development, the quick start and tests: what Chalk enforces, what Chalk's protocol looks
 * like, and what can go wrong with either. It knows the values of the port and nothing else of the operator; nothing that
 * runs in production may depend on it.
 */
@NullMarked
package ai.chalk.credentials.simulator;

import org.jspecify.annotations.NullMarked;
