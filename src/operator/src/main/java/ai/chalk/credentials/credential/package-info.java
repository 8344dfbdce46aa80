// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The pass over one credential: observe, decide, act, report. The only effects on a credential, its Secret and its tokens
 * are here; what to do is decided in {@code decision}, what to say in {@code status}.
 */
@NullMarked
package ai.chalk.credentials.credential;

import org.jspecify.annotations.NullMarked;
