// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A cache in which callers that ask for the same key at the same time share one call: its result, and its failure too, which is
 * not cached. The first caller makes the call on its own thread, so that interrupting that thread ends the call.
 */
final class SingleFlight<K, V> {

    /** A call to Chalk. */
    interface Action<V> {
        V make() throws ChalkException;
    }

    /**
     * A result.
     *
     * @param own whether this caller made the call itself
     */
    record Outcome<V>(V value, boolean own) {}

    private final AsyncCache<K, V> calls;

    /**
     * A new cache.
     *
     * @param settings say how long a result is kept
     */
    SingleFlight(Caffeine<? super K, ? super V> settings) {
        calls = settings.executor(Runnable::run).buildAsync();
    }

    /** The cached result, or that of the call under way, or that of a new call. */
    Outcome<V> join(K key, Action<V> action) throws ChalkException {
        var mine = new CompletableFuture<V>();
        var shared = calls.get(key, (any, executor) -> mine);
        return shared == mine ? new Outcome<>(lead(mine, action), true) : new Outcome<>(follow(shared), false);
    }

    /** Removes that result, unless a newer call has replaced it. */
    void forget(K key, V value) {
        var known = calls.getIfPresent(key);
        if (known != null && known.isDone() && !known.isCompletedExceptionally() && value.equals(known.join())) {
            calls.asMap().remove(key, known);
        }
    }

    private static <V> V lead(CompletableFuture<V> mine, Action<V> action) throws ChalkException {
        try {
            var value = action.make();
            mine.complete(value);
            return value;
        } catch (ChalkException | RuntimeException | Error failure) {
            // Caffeine logs the stack trace of every failure except a cancellation.
            var shared = new CancellationException();
            shared.initCause(failure);
            mine.completeExceptionally(shared);
            throw failure;
        }
    }

    private static <V> V follow(CompletableFuture<V> other) throws ChalkException {
        try {
            return other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ChalkException(
                    ChalkFailure.definite(UNAVAILABLE, "Chalk was not called: the operator is stopping"));
        } catch (CancellationException | ExecutionException failed) {
            if (failed.getCause() instanceof ChalkException failure) {
                throw failure;
            }
            throw new IllegalStateException("A shared call has failed", failed);
        }
    }
}
