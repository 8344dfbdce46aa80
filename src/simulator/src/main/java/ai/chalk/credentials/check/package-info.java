// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The command of {@code helm test}: it has a credential issued by a simulated Chalk, and deletes it again. It knows the
 * custom resources and the simulator, but nothing of the operator that it checks.
 */
@NullMarked
package ai.chalk.credentials.check;

import org.jspecify.annotations.NullMarked;
