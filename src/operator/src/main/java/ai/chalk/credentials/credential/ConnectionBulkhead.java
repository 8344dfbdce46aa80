// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.policy.ConnectionKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Bounds how many passes are inside one connection at once, so that a Chalk that hangs holds up only those that need it and not
 * every thread of the operator. Whoever finds no place is queued, gives its thread back, and is woken when its turn comes.
 */
public final class ConnectionBulkhead {

    private final Map<ConnectionKey, Line> lines = new ConcurrentHashMap<>();
    private final Consumer<ResourceID> wake;

    /**
     * Nobody is inside yet.
     *
     * @param wake has a pass run soon
     */
    public ConnectionBulkhead(Consumer<ResourceID> wake) {
        this.wake = wake;
    }

    /** Enters, or queues; whoever enters must leave. */
    public boolean enter(ConnectionKey key, int places, ResourceID waiting) {
        return lines.computeIfAbsent(key, any -> new Line()).enter(places, waiting);
    }

    /** Leaves, and wakes the next in line. */
    public void leave(ConnectionKey key) {
        Optional.ofNullable(lines.get(key)).flatMap(Line::leave).ifPresent(wake);
    }

    private static final class Line {
        private final LinkedHashSet<ResourceID> waiting = new LinkedHashSet<>();
        private int inside;

        synchronized boolean enter(int places, ResourceID credential) {
            if (inside >= places) {
                waiting.add(credential);
                return false;
            }
            waiting.remove(credential);
            inside++;
            return true;
        }

        synchronized Optional<ResourceID> leave() {
            inside--;
            var next = waiting.stream().findFirst();
            next.ifPresent(waiting::remove);
            return next;
        }
    }
}
