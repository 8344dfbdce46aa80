// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The reconciliation of one credential: observe, decide, act, report. This package has all effects on a credential, its
 * Secret and its tokens; what to do is decided in {@code decision}, and what to report in {@code status}.
 */
@NullMarked
package ai.chalk.credentials.credential;

import org.jspecify.annotations.NullMarked;
