// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each connection changed last, as far as this process saw it: a failure from before is no reason to wait. */
final class ConnectionChangeTracker {

    private final InstantSource clock;
    private final Map<ConnectionKey, Instant> last = new ConcurrentHashMap<>();

    ConnectionChangeTracker(InstantSource clock) {
        this.clock = clock;
    }

    void note(ConnectionKey key) {
        last.put(key, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    Instant since(ConnectionKey key) {
        return last.getOrDefault(key, Instant.EPOCH);
    }
}
