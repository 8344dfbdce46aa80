// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Measures the longest gap of a schedule, over enough years for each date to fall on each weekday. The rare gap of
 * eight years between two 29 Februaries is not included.
 */
final class LongestGap {

    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final LocalDate END = START.plusYears(32);

    private final CronSlots slots;
    private final CronExpression expression;
    private final ZoneId zone;
    private Instant previous;
    private Duration longest = Duration.ZERO;

    private LongestGap(CronSlots slots, CronExpression expression, ZoneId zone, Instant first) {
        this.slots = slots;
        this.expression = expression;
        this.zone = zone;
        this.previous = first;
    }

    /** Empty if the schedule never fires. */
    static Optional<Duration> of(CronSlots slots, CronExpression expression, ZoneId zone) {
        return slots.next(START.atStartOfDay(zone).toInstant())
                .map(first -> new LongestGap(slots, expression, zone, first).measure());
    }

    private Duration measure() {
        var withinDay = Duration.ofMinutes(expression.longestPauseWithinDay());
        START.datesUntil(END).filter(expression::fallsOn).forEach(date -> {
            if (clocksChange(date)) {
                slots.on(date).forEach(this::reach);
            } else {
                reach(slots.at(date, expression.firstMinuteOfDay()));
                longest = longer(longest, withinDay);
                previous = slots.at(date, expression.lastMinuteOfDay());
            }
        });
        return longest;
    }

    private boolean clocksChange(LocalDate date) {
        var rules = zone.getRules();
        return !rules.isFixedOffset()
                && !rules.getOffset(date.atStartOfDay())
                        .equals(rules.getOffset(date.plusDays(1).atStartOfDay()));
    }

    private void reach(Instant slot) {
        longest = longer(longest, Duration.between(previous, slot));
        previous = slot;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
