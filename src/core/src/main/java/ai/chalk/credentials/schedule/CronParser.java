// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Parses the texts of schedules and caches the last few hundred results: every reconciliation of a credential asks
 * again, and a fleet has few different schedules. An evicted text is parsed again, so the cache affects only the time
 * taken.
 */
final class CronParser {

    private static final int REMEMBERED = 512;
    private static final float LOAD = 0.75f;

    /** In order of last use. */
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
                            + "\" is unknown to this operator: set it to UTC or to an IANA time zone as Region/City, for example Europe/Berlin");
        }
        try {
            return new CronSlots(new CronExpression(texts.expression()), ZoneId.of(texts.zone()));
        } catch (IllegalArgumentException e) {
            return new CronParseResult.Unreadable(
                    "spec.rotation.schedule \"" + texts.expression() + "\" is invalid (" + reason(e)
                            + "): write five fields (minute hour day-of-month month day-of-week), for example \"0 3 * * SUN\"");
        }
    }

    /** cron-utils wraps the problem of a field in an exception that says only that there is one. */
    private static String reason(IllegalArgumentException e) {
        return String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage());
    }
}
