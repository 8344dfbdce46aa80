// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of all clients of a test, including exchanges. Thread-safe. */
final class CallTally {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    void count(boolean wasAccepted) {
        (wasAccepted ? accepted : rejected).increment();
    }

    long accepted() {
        return accepted.sum();
    }

    long rejected() {
        return rejected.sum();
    }
}
