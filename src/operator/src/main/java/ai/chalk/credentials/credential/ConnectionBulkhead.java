// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.policy.ConnectionKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Limits how many passes call Chalk through one connection at once, so that a Chalk that hangs holds up only the passes that
 * need it and not every thread of the operator. A pass that gets no permit is queued, gives its thread back, and is woken when
 * it is its turn.
 */
public final class ConnectionBulkhead {

    private final Map<ConnectionKey, Queue> queues = new ConcurrentHashMap<>();
    private final Consumer<ResourceID> wake;

    /**
     * All permits are free.
     *
     * @param wake has a pass run soon
     */
    public ConnectionBulkhead(Consumer<ResourceID> wake) {
        this.wake = wake;
    }

    /** The permits of one pass: none yet. */
    public Permits permits(ResourceID pass) {
        return new Permits(pass);
    }

    /** The permits that one pass holds; closing gives them back, and wakes the next pass in each queue. */
    public final class Permits implements AutoCloseable {

        private final ResourceID pass;
        private final Set<ConnectionKey> held = new LinkedHashSet<>();

        private Permits(ResourceID pass) {
            this.pass = pass;
        }

        /**
         * Takes a permit of a connection unless this pass holds it already; if none is free, the pass is queued.
         *
         * @param limit how many passes may hold one
         */
        public boolean tryAcquire(ConnectionKey key, int limit) {
            if (held.contains(key)) {
                return true;
            }
            boolean acquired = queues.computeIfAbsent(key, any -> new Queue()).tryAcquire(limit, pass);
            if (acquired) {
                held.add(key);
            }
            return acquired;
        }

        @Override
        public void close() {
            held.forEach(key ->
                    Optional.ofNullable(queues.get(key)).flatMap(Queue::release).ifPresent(wake));
            held.clear();
        }
    }

    private static final class Queue {
        private final LinkedHashSet<ResourceID> waiting = new LinkedHashSet<>();
        private int acquired;

        synchronized boolean tryAcquire(int limit, ResourceID pass) {
            if (acquired >= limit) {
                waiting.add(pass);
                return false;
            }
            waiting.remove(pass);
            acquired++;
            return true;
        }

        synchronized Optional<ResourceID> release() {
            acquired--;
            var next = waiting.stream().findFirst();
            next.ifPresent(waiting::remove);
            return next;
        }
    }
}
