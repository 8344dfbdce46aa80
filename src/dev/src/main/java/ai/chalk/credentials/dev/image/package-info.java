// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** Builds, trains, shows and measures the container image. */
@NullMarked
package ai.chalk.credentials.dev.image;

import org.jspecify.annotations.NullMarked;
