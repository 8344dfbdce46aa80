// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.reconcile.ReconcileGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the reconcile threads still accept and finish work. A long queue is not a problem: as long as reconciles
 * finish, the process is alive.
 */
final class Heartbeat {

    /** Without any progress for this long, a restart is better. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
    /** Every call within a reconcile has its own time limit, and there are few calls. */
    static final Duration LONGEST_PASS = Duration.ofMinutes(15);

    private final Executor threads;
    private final ReconcileGate passes;
    private final Clock clock;
    private @Nullable Instant asked;

    Heartbeat(Executor threads, ReconcileGate passes, Clock clock) {
        this.threads = threads;
        this.passes = passes;
        this.clock = clock;
    }

    /** The problem, if any. Also pings the threads again for the next call. */
    Optional<String> trouble() {
        if (passes.isClosed()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return silence(now).or(() -> stuck(now));
    }

    private synchronized Optional<String> silence(Instant now) {
        if (asked == null) {
            asked = now;
            threads.execute(this::answer);
            return Optional.empty();
        }
        var since = asked.isAfter(passes.lastLeft()) ? asked : passes.lastLeft();
        return isLonger(since, now, LONGEST_SILENCE)
                ? Optional.of("no thread has started or finished anything since " + since)
                : Optional.empty();
    }

    private synchronized void answer() {
        asked = null;
    }

    private Optional<String> stuck(Instant now) {
        return passes.longestSince()
                .filter(since -> isLonger(since, now, LONGEST_PASS))
                .map(since -> "a reconcile has been running since " + since);
    }

    private static boolean isLonger(Instant since, Instant now, Duration length) {
        return Duration.between(since, now).compareTo(length) > 0;
    }
}
