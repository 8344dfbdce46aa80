// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fixed times, delayed by the credential's own offset. A token is due at the first such time after it was issued; how many
 * of them an operator that was down has missed makes no difference.
 */
public final class CronSchedule implements RotationSchedule {

    /** The time zone that is meant where none is given. */
    public static final String UTC = "UTC";

    private static final CronParser READER = new CronParser();

    private final CronSlots slots;
    private final Duration offset;

    private CronSchedule(CronSlots slots, Duration offset) {
        this.slots = slots;
        this.offset = offset;
    }

    /**
     * Reads an expression of five fields and the name of a time zone.
     *
     * @param offset in whole seconds, not negative
     * @return empty where {@link #problem} says why
     */
    public static Optional<CronSchedule> parse(String expression, String zone, Duration offset) {
        return READER.read(expression, zone).slots().map(slots -> new CronSchedule(slots, offset));
    }

    /** What is wrong with the texts, as a sentence for people that names the field and the remedy; empty where nothing is. */
    public static Optional<String> problem(String expression, String zone) {
        return READER.read(expression, zone).problem();
    }

    /** Empty where no such day exists, as with a 30th of February. */
    @Override
    public Optional<Instant> dueAfter(Instant issueTime) {
        return slots.next(issueTime.minus(offset)).map(slot -> slot.plus(offset));
    }

    /** The longest time between two consecutive rotations, the hour included by which an autumn night is longer. */
    public Optional<Duration> longestGap() {
        return slots.longestGap();
    }
}
