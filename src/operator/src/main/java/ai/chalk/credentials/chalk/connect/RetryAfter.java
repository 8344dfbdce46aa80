// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the Retry-After header: seconds or an HTTP date, at most an hour. An invalid header is ignored. */
final class RetryAfter {

    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final int DIGITS_OF_LONGEST = 4;

    private RetryAfter() {}

    /** The requested pause; empty if there is none. */
    static Optional<Duration> parse(String header, Instant now) {
        return duration(header.strip(), now)
                .filter(pause -> pause.compareTo(Duration.ZERO) > 0)
                .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }

    private static Optional<Duration> duration(String header, Instant now) {
        if (SECONDS.matcher(header).matches()) {
            var digits = header.replaceFirst("^0+(?=\\d)", "");
            return Optional.of(
                    digits.length() > DIGITS_OF_LONGEST ? LONGEST : Duration.ofSeconds(Integer.parseInt(digits)));
        }
        try {
            var until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
            return Optional.of(Duration.between(now, until));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
