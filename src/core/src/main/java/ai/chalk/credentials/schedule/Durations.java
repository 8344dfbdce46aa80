// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The durations of the custom resources: each unit at most once, in the order {@code w d h m s}, such as {@code 1d12h}.
 * A day always has 24 hours and a week seven such days, also when clocks change.
 */
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,7})w)?(?:(\\d{1,7})d)?(?:(\\d{1,7})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");
    private static final long[] SECONDS = {604_800, 86_400, 3_600, 60, 1};
    private static final String[] UNITS = {"w", "d", "h", "m", "s"};

    private Durations() {}

    /**
     * Parses a text that admission has validated.
     *
     * @return empty if the text is not a duration, which is possible only in an object that is older than the rule
     */
    public static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            return Optional.empty();
        }
        long sum = 0;
        for (int unit = 0; unit < SECONDS.length; unit++) {
            var number = match.group(unit + 1);
            sum += number == null ? 0 : Long.parseLong(number) * SECONDS[unit];
        }
        return Optional.of(Duration.ofSeconds(sum));
    }

    /** Formats a duration as a user would write it, for example {@code 1d12h}. Fractions of a second are dropped. */
    public static String format(Duration duration) {
        var text = new StringBuilder();
        long left = duration.toSeconds();
        for (int unit = 0; unit < SECONDS.length; unit++) {
            long number = left / SECONDS[unit];
            left %= SECONDS[unit];
            if (number > 0) {
                text.append(number).append(UNITS[unit]);
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
