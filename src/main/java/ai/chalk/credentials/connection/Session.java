// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.Caller;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.Inventory;
import ai.chalk.credentials.chalk.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What this process remembers of a connection from one pass to the next. An immutable value, so that a pass that fails half
 * way leaves the one before in force.
 *
 * @param opened the way that was opened last, verified or not
 * @param verified the way that last worked; stays while Chalk is away, and until a changed pair has proved itself
 * @param setback why it does not work now
 */
record Session(Optional<Opened> opened, Optional<Verified> verified, Optional<Setback> setback) {

    static final Session NONE = new Session(Optional.empty(), Optional.empty(), Optional.empty());

    /** A client for certain settings. */
    record Opened(Settings settings, ChalkApi chalk, Inventory inventory) {}

    /** A way over which Chalk has answered. */
    record Verified(Opened way, Caller caller, Team team, Set<String> reachable, Instant at) {}

    /**
     * A failure that lasts.
     *
     * @param settings with which Chalk was called; empty where it did not come to that
     */
    record Setback(Problem problem, long generation, Optional<Settings> settings, int count, Instant nextAttempt) {}

    /** Whether Chalk need not be asked: all is well, and was checked not long ago. */
    boolean isSettled(Settings settings, ConnectionKey key, Instant now) {
        return setback.isEmpty()
                && verified.filter(last -> last.way().settings().equals(settings))
                        .filter(last -> now.isBefore(last.at().plus(RetryPace.healthy(key))))
                        .isPresent();
    }

    /** Whether Chalk must not be asked yet: the same question failed a moment ago. */
    boolean mustWait(Settings settings, long generation, Instant now) {
        return setback.filter(last -> last.settings().equals(Optional.of(settings)))
                .filter(last -> last.generation() == generation && now.isBefore(last.nextAttempt()))
                .isPresent();
    }

    Session open(Opened way) {
        return new Session(Optional.of(way), verified, setback);
    }

    Session verify(Verified way) {
        return new Session(Optional.of(way.way()), Optional.of(way), Optional.empty());
    }

    /** After a failure; what was verified before stays in use where only waiting is needed and it may still be used. */
    Session fail(Problem problem, long generation, Optional<Settings> settings, ConnectionKey key, Instant now) {
        var same = setback.filter(last -> last.problem().reason() == problem.reason())
                .filter(last -> last.settings().equals(settings) && last.generation() == generation);
        var pending = same.filter(last -> settings.isEmpty() && now.isBefore(last.nextAttempt()));
        int count = same.map(Setback::count).orElse(0) + 1;
        var next = pending.map(last -> new Setback(problem, generation, settings, last.count(), last.nextAttempt()))
                .orElseGet(() -> new Setback(
                        problem, generation, settings, count, now.plus(RetryPace.after(problem, count, key))));
        return new Session(opened, verified.filter(last -> outlives(last, problem, settings)), Optional.of(next));
    }

    /** Another API server or another CA bundle is never served by the old way; another pair is, until it has proved itself. */
    private static boolean outlives(Verified last, Problem problem, Optional<Settings> settings) {
        var old = last.way().settings();
        return problem.reason().isTransient()
                && settings.map(wanted -> wanted.apiServer().equals(old.apiServer())
                                && wanted.caBundle().equals(old.caBundle()))
                        .orElse(true);
    }

    /** When the next pass is due if nothing happens. */
    Duration wait(ConnectionKey key, Instant now) {
        var due = setback.map(Setback::nextAttempt)
                .or(() -> verified.map(last -> last.at().plus(RetryPace.healthy(key))))
                .orElse(now);
        var wait = Duration.between(now, due);
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }
}
