// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** Measures how fast credentials are issued, and compares that with a bare program that makes the same writes. */
@NullMarked
package ai.chalk.credentials.dev.benchmark;

import org.jspecify.annotations.NullMarked;
