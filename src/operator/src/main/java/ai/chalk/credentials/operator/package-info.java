// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The process: configuration, clock, health, metrics and wiring. Only this package uses Quarkus, random numbers and the
 * system clock.
 */
@NullMarked
package ai.chalk.credentials.operator;

import org.jspecify.annotations.NullMarked;
