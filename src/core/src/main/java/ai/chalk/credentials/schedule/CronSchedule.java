// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fixed times, delayed by the credential's own offset. A token is due at the first such time after it was issued. If
 * the operator was down and missed several times, the token is still rotated only once.
 */
public final class CronSchedule implements RotationSchedule {

    /** The default time zone. */
    public static final String UTC = "UTC";

    private static final CronParser READER = new CronParser();

    private final CronSlots slots;
    private final Duration offset;

    private CronSchedule(CronSlots slots, Duration offset) {
        this.slots = slots;
        this.offset = offset;
    }

    /**
     * Parses an expression of five fields and the name of a time zone.
     *
     * @param offset in whole seconds, not negative
     * @return empty if {@link #problem} reports a problem
     */
    public static Optional<CronSchedule> parse(String expression, String zone, Duration offset) {
        return READER.read(expression, zone).slots().map(slots -> new CronSchedule(slots, offset));
    }

    /**
     * The problem of the texts, as a sentence for users that names the field and the remedy. Empty if they are valid.
     */
    public static Optional<String> problem(String expression, String zone) {
        return READER.read(expression, zone).problem();
    }

    /** Empty if no such day exists, as with a 30th of February. */
    @Override
    public Optional<Instant> dueAfter(Instant issueTime) {
        return slots.next(issueTime.minus(offset)).map(slot -> slot.plus(offset));
    }

    /** The longest time between two consecutive rotations, including the extra hour of a night in autumn. */
    public Optional<Duration> longestGap() {
        return slots.longestGap();
    }
}
