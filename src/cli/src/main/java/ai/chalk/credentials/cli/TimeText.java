// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats times and durations for text output. */
final class TimeText {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private TimeText() {}

    /** The two largest units, for example {@code 3d 4h}. */
    static String span(Duration duration) {
        var parts = new ArrayList<String>();
        add(parts, duration.toDays(), "d");
        add(parts, duration.toHoursPart(), "h");
        add(parts, duration.toMinutesPart(), "m");
        add(parts, duration.toSecondsPart(), "s");
        return parts.isEmpty() ? "0s" : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + unit);
        }
    }

    /** For example {@code in 3d 4h}, or {@code 2h ago}. */
    static String relative(Instant time, Instant now) {
        if (time.equals(now)) {
            return "now";
        }
        return time.isAfter(now)
                ? "in " + span(Duration.between(now, time))
                : span(Duration.between(time, now)) + " ago";
    }

    /** For example {@code 2026-11-27 02:00 UTC}. */
    static String utc(Instant time) {
        return MINUTES.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /** For example {@code 2026-11-27 03:00 Europe/Berlin (02:00 UTC)}. */
    static String local(Instant time, ZoneId zone) {
        if (zone.getRules().equals(ZoneOffset.UTC.getRules())) {
            return utc(time);
        }
        var there = time.atZone(zone);
        var utc = time.atOffset(ZoneOffset.UTC);
        boolean sameDay = there.toLocalDate().equals(utc.toLocalDate());
        return MINUTES.format(there) + " " + zone + " ("
                + (sameDay ? utc.toLocalTime().withSecond(0) : MINUTES.format(utc)) + " UTC)";
    }

    /** For example {@code in 3d 4h, 2026-11-27 02:00 UTC}. */
    static String both(Instant time, Instant now) {
        return relative(time, now) + ", " + utc(time);
    }
}
