// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Every reconcile of every kind goes through this gate. During shutdown, it admits no more reconciles and waits for the
 * running ones, so that no step is interrupted. It also reports whether they make progress.
 */
public final class ReconcileGate {

    private final Clock clock;
    /** Each reconcile holds the shared lock. While the exclusive lock is held, none runs. */
    private final ReadWriteLock inside = new ReentrantReadWriteLock();

    private final Map<Thread, Instant> began = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile Instant lastLeft;

    /** An open gate, without any reconcile. */
    public ReconcileGate(Clock clock) {
        this.clock = clock;
        this.lastLeft = clock.instant();
    }

    /** Runs a reconcile. Empty if the gate is closed. */
    public <T> Optional<T> run(Supplier<T> pass) {
        if (!inside.readLock().tryLock()) {
            return Optional.empty();
        }
        try {
            // Checked while holding the lock: a concurrent close waits for this reconcile.
            return closed ? Optional.empty() : Optional.of(counted(pass));
        } finally {
            inside.readLock().unlock();
        }
    }

    private <T> T counted(Supplier<T> pass) {
        began.put(Thread.currentThread(), clock.instant());
        try {
            return pass.get();
        } finally {
            began.remove(Thread.currentThread());
            lastLeft = clock.instant();
        }
    }

    /**
     * Closes the gate and waits for the running reconciles.
     *
     * @return whether all have ended
     */
    public boolean close(Duration longest) {
        closed = true;
        try {
            boolean none = inside.writeLock().tryLock(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (none) {
                inside.writeLock().unlock();
            }
            return none;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** The number of reconciles that run now. */
    public int count() {
        return began.size();
    }

    /** When the longest-running reconcile began. */
    public Optional<Instant> longestSince() {
        return began.values().stream().min(Comparator.naturalOrder());
    }

    /** When the last reconcile ended; the start of the process if there was none. */
    public Instant lastLeft() {
        return lastLeft;
    }
}
