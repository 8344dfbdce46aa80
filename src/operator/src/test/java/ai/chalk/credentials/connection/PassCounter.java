// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that counts reconciles, because each reads the clock once. */
final class PassCounter extends Clock {

    private final Clock clock;
    private final AtomicInteger passes = new AtomicInteger();

    PassCounter(Clock clock) {
        this.clock = clock;
    }

    int passes() {
        return passes.get();
    }

    @Override
    public Instant instant() {
        passes.incrementAndGet();
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
