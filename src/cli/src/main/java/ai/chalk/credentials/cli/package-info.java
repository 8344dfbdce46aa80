// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The kubectl plugin: shows the state of credentials, previews edits by the operator's own rules, and requests rotations. It reads no
 * Secret, and no other module depends on it.
 */
@NullMarked
package ai.chalk.credentials.cli;

import org.jspecify.annotations.NullMarked;
