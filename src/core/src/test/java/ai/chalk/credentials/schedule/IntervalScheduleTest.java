// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntervalScheduleTest {

    private static final Instant ISSUED = Instant.parse("2026-11-24T12:00:00Z");

    private final RotationSchedule schedule = new IntervalSchedule(Duration.ofDays(30), Duration.ofDays(2));

    @Test
    void isDueEarlierByTheOffset() {
        assertThat(schedule.dueAfter(ISSUED)).contains(ISSUED.plus(Duration.ofDays(28)));
    }

    @Test
    void announcesTheNextRotationsOneAfterTheOther() {
        assertThat(schedule.upcoming(ISSUED, 3))
                .containsExactly(
                        ISSUED.plus(Duration.ofDays(28)),
                        ISSUED.plus(Duration.ofDays(56)),
                        ISSUED.plus(Duration.ofDays(84)));
        assertThat(schedule.upcoming(ISSUED, 0)).isEmpty();
    }

    @Test
    void isNeverDueOnDemandOnly() {
        assertThat(RotationSchedule.NEVER.dueAfter(ISSUED)).isEmpty();
        assertThat(RotationSchedule.NEVER.upcoming(ISSUED, 3)).isEmpty();
    }
}
