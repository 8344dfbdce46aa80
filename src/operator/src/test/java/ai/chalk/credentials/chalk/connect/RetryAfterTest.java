// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            30                              | PT30S
            ' 0030 '                        | PT30S
            3600                            | PT1H
            3601                            | PT1H
            99999999999999999999999999      | PT1H
            Tue, 24 Nov 2026 10:00:45 GMT   | PT45S
            Wed, 24 Nov 2027 10:00:00 GMT   | PT1H
            """)
    void readsSecondsAndDates(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, TestTime.START)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-5", "1.5", "soon", "Tue, 24 Nov 2026 09:59:00 GMT", "Mon, 24 Nov 2026 10:00:45 GMT"})
    void ignoresAnInvalidHeader(String header) {
        assertThat(RetryAfter.parse(header, TestTime.START)).isEmpty();
    }
}
