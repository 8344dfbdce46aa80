// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that only the test advances; a pause advances it and does not block. */
final class TestTime implements MonotonicTime, InstantSource {

    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private Instant now = START;
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Duration elapsed() {
        return Duration.between(Instant.EPOCH, now);
    }

    @Override
    public synchronized void pause(Duration length) {
        pauses.add(length);
        advance(length);
    }

    synchronized void advance(Duration length) {
        now = now.plus(length);
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
