// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When this process last saw each connection change. A step that failed before that change is retried without waiting
 * for its backoff, because the change may have removed the cause.
 */
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
