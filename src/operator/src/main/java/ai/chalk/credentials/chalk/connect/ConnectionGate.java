// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.BUSY;
import static ai.chalk.credentials.chalk.ChalkFailureKind.THROTTLED;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The limits of one connection: so many requests at once, so many per second, and none while Chalk has asked for a pause. A
 * request waits for its turn if the wait is short, and fails at once if it is long, so that no thread is blocked for long.
 */
final class ConnectionGate {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Semaphore permits;
    private final Bucket rate;
    private final Duration longestWait;
    private final MonotonicTime time;
    private Duration closedUntil = Duration.ofNanos(Long.MIN_VALUE);

    ConnectionGate(int requestsPerSecond, int concurrency, Duration longestWait, MonotonicTime time) {
        this.permits = new Semaphore(Math.max(1, concurrency), true);
        this.rate = bucket(Math.max(1, requestsPerSecond), time);
        this.longestWait = longestWait;
        this.time = time;
    }

    /** A bucket that holds the tokens of one second. */
    private static Bucket bucket(int perSecond, MonotonicTime time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, SECOND))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Returns when the request may be sent; {@link #leave} must follow. */
    void enter(CallLabel label) throws ChalkException {
        failWhileClosed(label);
        try {
            if (!permits.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw notSent(BUSY, label, "slow calls have used up spec.limits.concurrency", longestWait);
            }
            waitForTurn(label);
        } catch (InterruptedException interrupted) {
            throw label.interruptedBeforeSending();
        }
    }

    private void waitForTurn(CallLabel label) throws ChalkException, InterruptedException {
        var entered = false;
        try {
            // Bucket4j takes no wait of zero.
            if (!rate.asBlocking().tryConsume(1, Math.max(1, longestWait.toNanos()), time)) {
                var wait = Duration.ofNanos(rate.estimateAbilityToConsume(1).getNanosToWaitForRefill());
                throw notSent(BUSY, label, "too many requests are waiting for spec.limits.requestsPerSecond", wait);
            }
            failWhileClosed(label);
            entered = true;
        } finally {
            if (!entered) {
                permits.release();
            }
        }
    }

    void leave() {
        permits.release();
    }

    /** Sends nothing for that long; a shorter pause does not end a longer one. */
    synchronized void close(Duration length) {
        var until = time.elapsed().plus(length);
        if (until.compareTo(closedUntil) > 0) {
            closedUntil = until;
        }
    }

    private synchronized Duration closedFor() {
        return closedUntil.minus(time.elapsed());
    }

    private void failWhileClosed(CallLabel label) throws ChalkException {
        var rest = closedFor();
        if (rest.compareTo(Duration.ZERO) > 0) {
            throw notSent(THROTTLED, label, "Chalk has asked for a pause of this whole connection", rest);
        }
    }

    private static ChalkException notSent(ChalkFailureKind kind, CallLabel label, String why, Duration wait) {
        var message = label.says("was not sent: " + why + "; it is retried automatically");
        return new ChalkException(new ChalkFailure(kind, message, false, Optional.of(wait)));
    }
}
