// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The kubectl plugin: tells people what the operator does with their credentials, and asks it for something. What will happen
 * it takes from the operator's own rules. It reads no Secret, and nothing depends on it.
 */
@NullMarked
package ai.chalk.credentials.cli;

import org.jspecify.annotations.NullMarked;
