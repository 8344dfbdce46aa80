// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How tests wait for an operator: the one place with the limit and the poll interval. */
public final class Await {

    /** Long, because test classes run side by side on two cores: it is reached only by what never happens. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(50);

    private Await() {}

    /** Waits in the thread of the test. The alias names what is waited for, and stands in the message of a failure. */
    public static ConditionFactory await(String alias) {
        return Awaitility.await(alias)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(LIMIT);
    }
}
