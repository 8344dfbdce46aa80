// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Decides the next step as a pure function of an {@link Observation}, without clients, clocks or logs. {@link Decider} lists the
 * rules.
 */
@NullMarked
package ai.chalk.credentials.decision;

import org.jspecify.annotations.NullMarked;
