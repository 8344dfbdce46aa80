// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/** Renders and reads Secrets, pods and rollouts, and translates the results of writes. It decides nothing. */
@NullMarked
package ai.chalk.credentials.kubernetes;

import org.jspecify.annotations.NullMarked;
