// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * What to do next, as a pure function: an {@link Observation} goes in, a {@link Decision} comes out. It knows nothing of
 * clients, clocks or logs; whoever wants to know why something happened reads {@link Decider}.
 */
@NullMarked
package ai.chalk.credentials.decision;

import org.jspecify.annotations.NullMarked;
