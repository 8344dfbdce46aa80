// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/** Assembles the status after a reconciliation, as a pure function of observation, step and outcome. */
@NullMarked
package ai.chalk.credentials.status;

import org.jspecify.annotations.NullMarked;
