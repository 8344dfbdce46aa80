// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/** The edge of the process: configuration, clock, wiring. The only place that knows Quarkus, chance and what time it is. */
@NullMarked
package ai.chalk.credentials.operator;

import org.jspecify.annotations.NullMarked;
