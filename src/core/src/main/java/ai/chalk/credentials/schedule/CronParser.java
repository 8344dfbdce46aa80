// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the texts of schedules, and remembers what the last few hundred meant: every look at a credential asks again, and a
 * fleet has few different schedules. What is forgotten is read anew, so nothing depends on this but time.
 */
final class CronParser {

    private static final int REMEMBERED = 512;
    private static final float LOAD = 0.75f;

    /** In the order of last use. */
    private final Map<Texts, CronParseResult> readings = new LinkedHashMap<>(REMEMBERED, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Texts, CronParseResult> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Texts(String expression, String zone) {}

    synchronized CronParseResult read(String expression, String zone) {
        return readings.computeIfAbsent(new Texts(expression, zone), CronParser::read);
    }

    synchronized int size() {
        return readings.size();
    }

    private static CronParseResult read(Texts texts) {
        if (!ZoneId.getAvailableZoneIds().contains(texts.zone())) {
            return new CronParseResult.Unreadable(
                    "spec.rotation.timeZone \"" + texts.zone()
                            + "\" is not known here: set it to UTC or to an IANA time zone as Region/City, for example Europe/Berlin");
        }
        try {
            return new CronSlots(new CronExpression(texts.expression()), ZoneId.of(texts.zone()));
        } catch (IllegalArgumentException e) {
            return new CronParseResult.Unreadable(
                    "spec.rotation.schedule \"" + texts.expression() + "\" cannot be read (" + reason(e)
                            + "): give five fields (minute hour day-of-month month day-of-week), for example \"0 3 * * SUN\"");
        }
    }

    /** The parser wraps what is wrong with a field into a sentence that says only that something is. */
    private static String reason(IllegalArgumentException e) {
        return String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
}
