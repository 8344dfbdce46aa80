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
 * What every pass of every kind goes through: it lets none in once the process is to end, waits for those that are inside, so
 * that no step is cut in two, and tells whether they still get anywhere.
 */
public final class ReconcileGate {

    private final Clock clock;
    /** Each pass holds it shared, so that whoever can take it alone knows that none runs. */
    private final ReadWriteLock inside = new ReentrantReadWriteLock();

    private final Map<Thread, Instant> began = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile Instant lastLeft;

    /** Open, with nobody inside. */
    public ReconcileGate(Clock clock) {
        this.clock = clock;
        this.lastLeft = clock.instant();
    }

    /** Runs a pass; empty where none is let in any longer. */
    public <T> Optional<T> run(Supplier<T> pass) {
        if (!inside.readLock().tryLock()) {
            return Optional.empty();
        }
        try {
            // Asked with the lock in hand: whoever closes the gate now waits for this pass.
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
     * Lets no pass in any longer, and waits for those inside.
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

    /** Whether no pass is let in any longer. */
    public boolean isClosed() {
        return closed;
    }

    /** How many passes run now. */
    public int count() {
        return began.size();
    }

    /** When the pass began that runs longest. */
    public Optional<Instant> longestSince() {
        return began.values().stream().min(Comparator.naturalOrder());
    }

    /** When a pass ended last; the start of the process before there was one. */
    public Instant lastLeft() {
        return lastLeft;
    }
}
