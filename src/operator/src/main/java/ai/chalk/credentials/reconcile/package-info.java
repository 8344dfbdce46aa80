// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** What every reconcile of every kind passes: the gate that closes when the process ends, and the one place where exceptions end. */
@NullMarked
package ai.chalk.credentials.reconcile;

import org.jspecify.annotations.NullMarked;
