// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** The entry point of {@code ./dev}. Each command is in the package that implements it. */
@NullMarked
package ai.chalk.credentials.dev;

import org.jspecify.annotations.NullMarked;
