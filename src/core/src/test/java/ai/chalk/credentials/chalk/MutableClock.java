// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test advances by hand. */
public final class MutableClock extends Clock {

    private final InstantSource source;
    private volatile Duration moved = Duration.ZERO;

    /** A clock that stands still until the test moves it. */
    public MutableClock(Instant start) {
        this(InstantSource.fixed(start));
    }

    private MutableClock(InstantSource source) {
        this.source = source;
    }

    /** A clock that also advances with real time, for tests in which real kubelets and controllers take part. */
    public static MutableClock ofRealTime() {
        return new MutableClock(InstantSource.system());
    }

    @Override
    public Instant instant() {
        return source.instant().plus(moved);
    }

    public synchronized void advance(Duration duration) {
        moved = moved.plus(duration);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock supports only UTC");
    }
}
