// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instants at which a cron expression fires in a time zone. When clocks change, a fixed time fires exactly once: at
 * the end of the gap if it falls into one, and in the first of two repeated hours. An expression that fires in every
 * hour follows the wall clock: it skips a gap, and fires in both repeated hours.
 */
final class CronSlots implements CronParseResult {

    /** From one 29 February to the next it takes up to eight years. No other day is rarer. */
    private static final Period RAREST = Period.ofYears(8).plusDays(1);

    private static final int MINUTES = 60;

    private final CronExpression expression;
    private final ZoneId zone;
    private volatile Optional<Duration> longestGap = Optional.empty();

    CronSlots(CronExpression expression, ZoneId zone) {
        this.expression = expression;
        this.zone = zone;
    }

    /** The first slot strictly after an instant. Empty if the expression never fires. */
    Optional<Instant> next(Instant after) {
        return expression.isEveryHour() ? nextByTheClock(after) : nextFixedTime(after);
    }

    /**
     * The longest time between two consecutive slots. Empty if the expression never fires. Measured once, because it
     * takes a while.
     */
    Optional<Duration> longestGap() {
        var known = longestGap;
        if (known.isEmpty()) {
            known = LongestGap.of(this, expression, zone);
            longestGap = known;
        }
        return known;
    }

    @Override
    public Optional<CronSlots> slots() {
        return Optional.of(this);
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    private Optional<Instant> nextFixedTime(Instant after) {
        var today = after.atZone(zone).toLocalDate();
        return today.datesUntil(today.plus(RAREST))
                .filter(expression::fallsOn)
                .flatMap(this::on)
                .filter(slot -> slot.isAfter(after))
                .findFirst();
    }

    private Optional<Instant> nextByTheClock(Instant after) {
        var time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        var end = time.plus(RAREST);
        while (time.isBefore(end)) {
            if (!expression.fallsOn(time.toLocalDate())) {
                time = nextDay(time);
            } else if (expression.isAt(time.getHour() * MINUTES + time.getMinute())) {
                return Optional.of(time.toInstant());
            } else {
                time = time.plusMinutes(1);
            }
        }
        return Optional.empty();
    }

    /** Never goes back, as the start of the next day would when clocks are put back over midnight. */
    private ZonedDateTime nextDay(ZonedDateTime time) {
        var midnight = time.toLocalDate().plusDays(1).atStartOfDay(zone);
        return midnight.isAfter(time) ? midnight : time.plusMinutes(1);
    }

    /**
     * All slots of a date on which the expression fires, in order. The end of a gap appears once for each time within
     * the gap.
     */
    Stream<Instant> on(LocalDate date) {
        return expression.isEveryHour()
                ? expression
                        .minutesOfDay()
                        .mapToObj(minute -> time(date, minute))
                        .flatMap(this::instants)
                        .sorted()
                : expression.minutesOfDay().mapToObj(minute -> at(date, minute));
    }

    /** No instant, one, or two. */
    private Stream<Instant> instants(LocalDateTime time) {
        return zone.getRules().getValidOffsets(time).stream().map(time::toInstant);
    }

    /** The only instant, the first of two, or the end of the gap, in this order of frequency. */
    Instant at(LocalDate date, int minuteOfDay) {
        var time = time(date, minuteOfDay);
        var change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    private static LocalDateTime time(LocalDate date, int minuteOfDay) {
        return date.atTime(minuteOfDay / MINUTES, minuteOfDay % MINUTES);
    }
}
