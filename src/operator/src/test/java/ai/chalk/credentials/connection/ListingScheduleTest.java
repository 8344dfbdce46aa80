// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.policy.ConnectionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When environments are listed: after an interval, not all at once, and each independently. */
class ListingScheduleTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final ListingSchedule timetable = new ListingSchedule(ConnectionKey.cluster("default"), INTERVAL);

    @Test
    void beginsAboutAnIntervalAfterTheStartAndNotEverywhereAtOnce() {
        var environments = IntStream.range(0, 100).mapToObj(i -> "env-" + i).collect(Collectors.toSet());
        timetable.plan(environments, START);

        assertThat(timetable.next(START.plus(INTERVAL.multipliedBy(3).dividedBy(4))))
                .isEmpty();
        assertThat(environments).allSatisfy(id -> assertThat(timetable.dueAt(id))
                .isAfter(START.plus(INTERVAL.multipliedBy(3).dividedBy(4)))
                .isBeforeOrEqualTo(START.plus(INTERVAL)));
        assertThat(environments.stream().map(timetable::dueAt).distinct()).hasSizeGreaterThan(30);
    }

    @Test
    void isTheSameInEveryProcess() {
        timetable.plan(Set.of("a"), START);
        var other = new ListingSchedule(ConnectionKey.cluster("default"), INTERVAL);
        other.plan(Set.of("a"), START);

        assertThat(other.dueAt("a")).isEqualTo(timetable.dueAt("a"));
    }

    @Test
    void takesOneAfterTheOtherAndEachOncePerInterval() {
        var now = START.plus(INTERVAL);
        timetable.plan(Set.of("a", "b"), START);

        var first = timetable.next(now).orElseThrow();
        timetable.listed(first, now);
        assertThat(timetable.isComplete()).isFalse();
        assertThat(timetable.wait(now)).contains(Duration.ZERO);
        var second = timetable.next(now).orElseThrow();
        timetable.listed(second, now);

        assertThat(Set.of(first, second)).containsExactlyInAnyOrder("a", "b");
        assertThat(timetable.isComplete()).isTrue();
        assertThat(timetable.next(now)).isEmpty();
        assertThat(timetable.wait(now)).contains(INTERVAL);
    }

    @Test
    void aFailureIsRetriedAnIntervalLaterAndReportedOnce() {
        timetable.plan(Set.of("a"), START);
        var now = START.plus(INTERVAL);

        assertThat(timetable.failed("a", ChalkFailureKind.PERMISSION_DENIED, now))
                .isTrue();
        assertThat(timetable.next(now)).isEmpty();
        assertThat(timetable.failed("a", ChalkFailureKind.PERMISSION_DENIED, now))
                .isFalse();
        assertThat(timetable.failed("a", ChalkFailureKind.UNAVAILABLE, now)).isTrue();
        timetable.listed("a", now);
        assertThat(timetable.failed("a", ChalkFailureKind.UNAVAILABLE, now)).isTrue();
    }

    @Test
    void aClockThatWasAheadKeepsNothingFromBeingListed() {
        timetable.plan(Set.of("a"), START);
        timetable.listed("a", START.plus(Duration.ofDays(1)));

        timetable.plan(Set.of("a"), START);

        assertThat(timetable.wait(START)).contains(INTERVAL);
        assertThat(timetable.next(START.plus(INTERVAL))).contains("a");
    }

    @Test
    void forgetsUnreachableEnvironmentsAndPlansNewOnes() {
        timetable.plan(Set.of("a"), START);
        timetable.listed("a", START.plus(INTERVAL));

        timetable.plan(Set.of("b"), START.plus(INTERVAL));

        assertThat(timetable.environmentIds()).containsExactly("b");
        assertThat(timetable.isComplete()).isFalse();
        assertThat(timetable.next(START.plus(INTERVAL))).isEmpty();
    }
}
