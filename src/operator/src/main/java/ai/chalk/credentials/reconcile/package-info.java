// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * What the reconciles of all kinds share: the gate that closes when the process ends, and the guard that handles their
 * exceptions.
 */
@NullMarked
package ai.chalk.credentials.reconcile;

import org.jspecify.annotations.NullMarked;
