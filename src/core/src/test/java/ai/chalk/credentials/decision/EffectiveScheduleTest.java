// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredentialSpec;
import ai.chalk.credentials.api.v1alpha1.Rotation;
import ai.chalk.credentials.common.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is in force of interval, schedule, time zone and spread. */
class EffectiveScheduleTest {

    private static final Instant ISSUED = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-29T03:00:00Z");
    private static final String SCHEDULE = "0 3 * * SUN";

    @Test
    void aScheduleIsMeantInUtcAndNotSpread() {
        var effective = effective(rotation(null, SCHEDULE, null, null));

        assertThat(effective.schedule().upcoming(ISSUED, 3))
                .containsExactly(SUNDAY, SUNDAY.plus(Duration.ofDays(7)), SUNDAY.plus(Duration.ofDays(14)));
        assertThat(effective.scheduleProblem()).isEmpty();
    }

    @Test
    void aScheduleGoesByItsTimeZone() {
        var effective = effective(rotation(null, SCHEDULE, "Europe/Berlin", null));

        assertThat(effective.schedule().dueAfter(ISSUED)).contains(SUNDAY.minus(Duration.ofHours(1)));
    }

    @Test
    void aSpreadDelaysAScheduleByTheOffsetOfTheCredential() {
        var effective = effective(rotation(null, SCHEDULE, null, "6h"));
        var offset = Spread.offset(Sample.ID.uid(), Duration.ofHours(6));

        assertThat(offset).isPositive();
        assertThat(effective.schedule().upcoming(ISSUED, 2))
                .containsExactly(
                        SUNDAY.plus(offset), SUNDAY.plus(Duration.ofDays(7)).plus(offset));
    }

    @Test
    void anIntervalIsSpreadOverATenthOfItself() {
        var effective = effective(rotation("30d", null, null, null));
        var offset = Spread.offset(Sample.ID.uid(), Duration.ofDays(3));

        assertThat(effective.schedule().dueAfter(ISSUED))
                .contains(ISSUED.plus(Duration.ofDays(30)).minus(offset));
    }

    @Test
    void nothingIsDueOnDemandOnly() {
        for (var rotation : List.of(rotation(null, null, null, null), rotation("often", null, null, null))) {
            assertThat(effective(rotation).schedule().upcoming(ISSUED, 3)).isEmpty();
            assertThat(effective(rotation).scheduleProblem()).isEmpty();
        }
        assertThat(effective(null).schedule().upcoming(ISSUED, 3)).isEmpty();
        assertThat(effective(null).scheduleProblem()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNeverDueAndSaysWhy() {
        var expression = effective(rotation(null, "*/60 * * * *", null, null));
        var zone = effective(rotation(null, SCHEDULE, "Europe/Atlantis", null));

        assertThat(expression.schedule().dueAfter(ISSUED)).isEmpty();
        assertThat(expression.scheduleProblem()).hasValueSatisfying(why -> assertThat(why)
                .startsWith("spec.rotation.schedule \"*/60 * * * *\" cannot be read"));
        assertThat(zone.schedule().dueAfter(ISSUED)).isEmpty();
        assertThat(zone.scheduleProblem()).hasValueSatisfying(why -> assertThat(why)
                .startsWith("spec.rotation.timeZone \"Europe/Atlantis\" is not known here"));
    }

    @Test
    void anIntervalWinsOverAScheduleThatAnOlderRuleLetThrough() {
        var effective = effective(rotation("10h", "no cron", null, "0s"));

        assertThat(effective.schedule().dueAfter(ISSUED)).contains(ISSUED.plus(Duration.ofHours(10)));
        assertThat(effective.scheduleProblem()).isEmpty();
    }

    private static Rotation rotation(
            @Nullable String interval, @Nullable String schedule, @Nullable String zone, @Nullable String spread) {
        return new Rotation(interval, schedule, zone, null, null, null, spread, null, null);
    }

    private static EffectiveSpec effective(@Nullable Rotation rotation) {
        return new EffectiveSpec(
                Sample.ID,
                new ChalkServiceCredentialSpec(
                        null,
                        "fraud",
                        "production",
                        List.of("query.online"),
                        null,
                        null,
                        null,
                        null,
                        rotation,
                        null,
                        null));
    }
}
