// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import ai.chalk.credentials.check.NotSeenException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass where time itself is the point, such as a slow Chalk. What is waited for is waited for with Awaitility. */
public final class Pause {

    private Pause() {}

    /** Returns after that time. */
    public static void of(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeenException("interrupted", e);
        }
    }
}
