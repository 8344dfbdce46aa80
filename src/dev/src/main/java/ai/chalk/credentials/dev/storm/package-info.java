// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** Kills the operator repeatedly while credentials rotate, and checks the result. */
@NullMarked
package ai.chalk.credentials.dev.storm;

import org.jspecify.annotations.NullMarked;
