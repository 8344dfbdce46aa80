// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets those who ask the same at the same time share one call: its answer, and its failure too. */
final class SingleFlight<T> {

    /** What the first of them does for all. */
    interface Action<T> {
        T make() throws ChalkException;
    }

    /**
     * @param own whether this very caller made the call
     */
    record Outcome<T>(T value, boolean own) {}

    private final AtomicReference<@Nullable CompletableFuture<T>> underWay = new AtomicReference<>();

    Outcome<T> join(Action<T> action) throws ChalkException {
        var mine = new CompletableFuture<T>();
        var other = underWay.compareAndExchange(null, mine);
        return other == null ? new Outcome<>(lead(mine, action), true) : new Outcome<>(follow(other), false);
    }

    private T lead(CompletableFuture<T> mine, Action<T> action) throws ChalkException {
        try {
            var value = action.make();
            end(() -> mine.complete(value));
            return value;
        } catch (ChalkException | RuntimeException | Error failure) {
            end(() -> mine.completeExceptionally(failure));
            throw failure;
        }
    }

    /** Nobody may join a call whose outcome others already know, or they would take an old answer for a new one. */
    private void end(Runnable publish) {
        underWay.set(null);
        publish.run();
    }

    private T follow(CompletableFuture<T> other) throws ChalkException {
        try {
            return other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ChalkException(
                    ChalkFailure.definite(UNAVAILABLE, "Chalk was not asked: the operator is stopping"));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ChalkException failure) {
                throw failure;
            }
            throw new IllegalStateException("A call that others waited for has failed", failed);
        }
    }
}
