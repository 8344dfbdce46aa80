// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.BUSY;
import static ai.chalk.credentials.chalk.ChalkFailureKind.THROTTLED;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What every request of one connection passes: at most so many at once, at most so many a second, none while Chalk has asked
 * for a pause. A short wait is waited; a long one is a failure at once, so that no thread is kept from other work.
 */
final class ConnectionGate {

    private final Semaphore places;
    private final RateLimiter pace;
    private final Duration longestWait;
    private final MonotonicTime time;
    private Duration closedUntil = Duration.ofNanos(Long.MIN_VALUE);

    ConnectionGate(int requestsPerSecond, int concurrency, Duration longestWait, MonotonicTime time) {
        this.places = new Semaphore(Math.max(1, concurrency), true);
        this.pace = new RateLimiter(Math.max(1, requestsPerSecond));
        this.longestWait = longestWait;
        this.time = time;
    }

    /** Comes back once the request may be sent; {@link #leave} must follow. */
    void enter(CallLabel place) throws ChalkException {
        failWhileClosed(place);
        try {
            if (!places.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw notSent(
                        BUSY, place, "all places of spec.limits.concurrency stayed taken by slow calls", longestWait);
            }
            takeTurn(place);
        } catch (InterruptedException interrupted) {
            throw place.interruptedBeforeSending();
        }
    }

    private void takeTurn(CallLabel place) throws ChalkException, InterruptedException {
        var entered = false;
        try {
            var wait = pace.reserve(time.elapsed(), longestWait);
            if (wait.compareTo(longestWait) > 0) {
                throw notSent(BUSY, place, "too many others wait for spec.limits.requestsPerSecond", wait);
            }
            if (!wait.isZero()) {
                time.pause(wait);
            }
            failWhileClosed(place);
            entered = true;
        } finally {
            if (!entered) {
                places.release();
            }
        }
    }

    void leave() {
        places.release();
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

    private void failWhileClosed(CallLabel place) throws ChalkException {
        var rest = closedFor();
        if (rest.compareTo(Duration.ZERO) > 0) {
            throw notSent(THROTTLED, place, "Chalk has asked this whole connection to wait", rest);
        }
    }

    private static ChalkException notSent(ChalkFailureKind kind, CallLabel place, String why, Duration wait) {
        var message = place.says("was not sent: " + why + "; it is tried again by itself");
        return new ChalkException(new ChalkFailure(kind, message, false, Optional.of(wait)));
    }
}
