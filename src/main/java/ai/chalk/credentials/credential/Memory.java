// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.InstantSource;

/**
 * What passes remember beyond the status. All of it may be lost at any time: the next pass finds it out again.
 *
 * @param clock when something was found out, finer than the instant of a pass
 */
record Memory(Absences absences, Verdicts verdicts, InstantSource clock) {}
