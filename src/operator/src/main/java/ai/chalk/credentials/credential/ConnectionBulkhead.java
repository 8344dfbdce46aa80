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
 * Limits how many reconciliations call Chalk through one connection at once, so that a Chalk API server that does not
 * answer blocks only the credentials that need it, and not every thread of the operator. A reconciliation that gets no
 * permit is queued and gives its thread back; it is woken when a permit becomes free.
 */
public final class ConnectionBulkhead {

    private final Map<ConnectionKey, Queue> queues = new ConcurrentHashMap<>();
    private final Consumer<ResourceID> wake;

    /**
     * Creates a bulkhead whose permits are all free.
     *
     * @param wake triggers a reconciliation of a credential
     */
    public ConnectionBulkhead(Consumer<ResourceID> wake) {
        this.wake = wake;
    }

    /** Returns the permits of one reconciliation, which holds none yet. */
    public Permits permits(ResourceID pass) {
        return new Permits(pass);
    }

    /**
     * The permits that one reconciliation holds. Closing returns them and wakes the next reconciliation in each queue.
     */
    public final class Permits implements AutoCloseable {

        private final ResourceID pass;
        private final Set<ConnectionKey> held = new LinkedHashSet<>();

        private Permits(ResourceID pass) {
            this.pass = pass;
        }

        /**
         * Takes a permit of a connection unless this reconciliation already holds one. If none is free, the
         * reconciliation is queued.
         *
         * @param limit how many reconciliations may hold a permit of this connection at once
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
