// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Small values that every layer uses: excerpts, fingerprints, retry intervals. Pure, and without any knowledge of
 * credentials.
 */
@NullMarked
package ai.chalk.credentials.common;

import org.jspecify.annotations.NullMarked;
