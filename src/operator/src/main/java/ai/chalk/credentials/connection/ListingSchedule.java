// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.common.Spread;
import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When each environment of one connection is listed next. Its passes come one after the other, so it needs no locks. */
final class ListingSchedule {

    private static final int SPREAD = 4;

    private final ConnectionKey key;
    private final Duration interval;
    private final Map<String, Instant> due = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, ChalkFailureKind> failing = new HashMap<>();

    ListingSchedule(ConnectionKey key, Duration interval) {
        this.key = key;
        this.interval = interval;
    }

    /**
     * These are the environments from now on. A new one is due after about an interval and not at once, so that a restart
     * costs nothing; connections and environments are spread, so that a fleet does not ask at one instant. None is due later
     * than an interval from now: a clock that was ahead has been set right.
     */
    void plan(Set<String> environmentIds, Instant now) {
        due.keySet().retainAll(environmentIds);
        asked.retainAll(environmentIds);
        failing.keySet().retainAll(environmentIds);
        var latest = now.plus(interval);
        environmentIds.forEach(id -> due.computeIfAbsent(
                id, any -> latest.minus(Spread.offset(key + "|" + id, interval.dividedBy(SPREAD)))));
        due.replaceAll((id, at) -> at.isAfter(latest) ? latest : at);
    }

    /** The environment that is due longest. */
    Optional<String> next(Instant now) {
        return due.entrySet().stream()
                .filter(entry -> !now.isBefore(entry.getValue()))
                .min(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    Instant dueAt(String environmentId) {
        return due.getOrDefault(environmentId, Instant.EPOCH);
    }

    void listed(String environmentId, Instant now) {
        done(environmentId, now);
        failing.remove(environmentId);
    }

    /**
     * Notes a failure, which is tried again an interval later.
     *
     * @return whether it fails otherwise than the last time
     */
    boolean failed(String environmentId, ChalkFailureKind kind, Instant now) {
        done(environmentId, now);
        return failing.put(environmentId, kind) != kind;
    }

    private void done(String environmentId, Instant now) {
        due.put(environmentId, now.plus(interval));
        asked.add(environmentId);
    }

    Set<String> environmentIds() {
        return Set.copyOf(due.keySet());
    }

    /** Whether each environment was asked for at least once. */
    boolean isComplete() {
        return !due.isEmpty() && asked.containsAll(due.keySet());
    }

    Optional<Duration> wait(Instant now) {
        return due.values().stream()
                .min(Comparator.naturalOrder())
                .map(at -> now.isBefore(at) ? Duration.between(now, at) : Duration.ZERO);
    }
}
