// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What passes remember beyond the status. All of it may be lost at any time: the next pass finds it out again.
 *
 * @param clock when something was found out, finer than the instant of a pass
 * @param pauses lets time pass, within a step that must not end before somebody else is ready
 */
record PassMemory(
        MissingTokenTracker absences,
        TokenCheckCache verdicts,
        RewriteLoopGuard renderings,
        InstantSource clock,
        Consumer<Duration> pauses) {}
