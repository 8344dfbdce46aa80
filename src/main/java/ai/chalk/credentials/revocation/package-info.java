// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/** What must be revoked although no credential asks for it any more. */
@NullMarked
package ai.chalk.credentials.revocation;

import org.jspecify.annotations.NullMarked;
