// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.CallerIdentity;
import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.Team;
import ai.chalk.credentials.chalk.TokenInventory;
import ai.chalk.credentials.policy.ConnectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What this process remembers of a connection between two reconciles. An immutable value, so that a reconcile that
 * fails midway leaves the previous session in force.
 *
 * @param opened the client that was opened last, verified or not
 * @param verified the client that last worked; it stays while Chalk is unavailable, and until a changed pair is
 * verified
 * @param setback why the connection does not work now
 */
record ConnectionSession(Optional<Opened> opened, Optional<Verified> verified, Optional<Setback> setback) {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private static final Set<ConnectionReason> OF_THE_SECRET = Set.of(
            ConnectionReason.SECRET_NOT_FOUND, ConnectionReason.SECRET_KEY_MISSING, ConnectionReason.UNAUTHORIZED);

    static final ConnectionSession NONE = new ConnectionSession(Optional.empty(), Optional.empty(), Optional.empty());

    /** A client for certain settings. */
    record Opened(Settings settings, ChalkApi chalk, TokenInventory inventory) {}

    /**
     * A client with which Chalk has answered.
     *
     * @param isOurSecret see {@link ObservedConnection}
     */
    record Verified(
            Opened way, boolean isOurSecret, CallerIdentity caller, Team team, Set<String> reachable, Instant at) {}

    /**
     * A persistent failure.
     *
     * @param settings the settings with which Chalk was called; empty if it was not called
     * @param at when the failure was noted
     */
    record Setback(
            ConnectionProblem problem,
            long generation,
            Optional<Settings> settings,
            int count,
            Instant at,
            Instant nextAttempt) {

        private boolean isInForce(Instant now) {
            return isBetween(at, now, nextAttempt);
        }

        private boolean isAbout(Optional<Settings> asked, ProbeContext pass) {
            return settings.equals(asked) && generation == pass.generation();
        }
    }

    /** Whether Chalk need not be called: the connection works, and was checked recently. */
    boolean isSettled(Settings settings, ProbeContext pass) {
        return setback.isEmpty()
                && verified.filter(last -> last.way().settings().equals(settings))
                        .filter(last -> isFresh(last, pass))
                        .isPresent();
    }

    private static boolean isFresh(Verified last, ProbeContext pass) {
        return isBetween(last.at(), pass.now(), last.at().plus(ConnectionRetrySchedule.healthy(pass.key())));
    }

    /** A time in the future was noted by a clock that has been corrected since. It must not delay anything. */
    private static boolean isBetween(Instant noted, Instant now, Instant end) {
        return !now.isBefore(noted) && now.isBefore(end);
    }

    /** Whether Chalk must not be called yet, because the same call failed recently. */
    boolean mustWait(Settings settings, ProbeContext pass) {
        return setback.filter(last -> last.isAbout(Optional.of(settings), pass))
                .filter(last -> last.isInForce(pass.now()))
                .isPresent();
    }

    ConnectionSession open(Opened way) {
        return new ConnectionSession(Optional.of(way), verified, setback);
    }

    ConnectionSession verify(Verified way) {
        return new ConnectionSession(Optional.of(way.way()), Optional.of(way), Optional.empty());
    }

    /** The session after a failure. The verified client stays in use if it may. */
    ConnectionSession fail(ConnectionProblem problem, Optional<Settings> settings, ProbeContext pass) {
        var same = setback.filter(last -> last.problem().reason() == problem.reason())
                .filter(last -> last.isAbout(settings, pass));
        var next = same.filter(last -> last.isInForce(pass.now()))
                .map(last ->
                        new Setback(problem, pass.generation(), settings, last.count(), last.at(), last.nextAttempt()))
                .orElseGet(
                        () -> again(problem, settings, same.map(Setback::count).orElse(0) + 1, pass));
        return new ConnectionSession(
                opened, verified.filter(last -> outlives(last, problem, settings, pass)), Optional.of(next));
    }

    private static Setback again(ConnectionProblem problem, Optional<Settings> settings, int count, ProbeContext pass) {
        var nextAttempt = pass.now().plus(ConnectionRetrySchedule.after(problem, count, pass.key()));
        return new Setback(problem, pass.generation(), settings, count, pass.now(), nextAttempt);
    }

    /**
     * Another API server or CA bundle never uses the old client. Another pair does, until it is verified. So does a
     * connection whose Secret, written by a credential of this operator, was lost or damaged: only the old client can
     * repair it.
     */
    private static boolean outlives(
            Verified last, ConnectionProblem problem, Optional<Settings> settings, ProbeContext pass) {
        var old = last.way().settings();
        boolean isSamePlace = pass.isAbout(old.apiServer().toString())
                && settings.map(Settings::caBundle).orElse(old.caBundle()).equals(old.caBundle());
        boolean isSpoilt =
                last.isOurSecret() && OF_THE_SECRET.contains(problem.reason()) && !settings.equals(Optional.of(old));
        return isSamePlace && (problem.reason().isPassing() || isSpoilt);
    }

    /** When the next reconcile is due if nothing happens. */
    Duration wait(ProbeContext pass) {
        var due = setback.isPresent()
                ? setback.filter(last -> last.isInForce(pass.now())).map(Setback::nextAttempt)
                : verified.filter(last -> isFresh(last, pass))
                        .map(last -> last.at().plus(ConnectionRetrySchedule.healthy(pass.key())));
        return due.map(at -> Duration.between(pass.now(), at))
                .filter(wait -> wait.compareTo(SHORTEST_WAIT) > 0)
                .orElse(SHORTEST_WAIT);
    }
}
