// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** The commands of {@code ./dev}; each is in the package that it is about. */
@NullMarked
package ai.chalk.credentials.dev;

import org.jspecify.annotations.NullMarked;
