// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.reconcile.ReconcileGate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-24T03:00:00Z"));
    private final ReconcileGate passes = new ReconcileGate(clock);
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final Heartbeat heartbeat = new Heartbeat(queue::add, passes, clock);

    @Test
    void isAliveWhileItsThreadsAnswerEvenWithoutWork() {
        for (int i = 0; i < 3; i++) {
            assertThat(heartbeat.problem()).isEmpty();
            queue.remove().run();
            clock.advance(Duration.ofDays(1));
        }
        assertThat(heartbeat.problem()).isEmpty();
    }

    @Test
    void livesWhilePassesEndHoweverLongTheQueueIs() {
        assertThat(heartbeat.problem()).isEmpty();
        for (int i = 0; i < 3; i++) {
            clock.advance(Heartbeat.LONGEST_SILENCE);
            passes.run(() -> "one of many");
            clock.advance(MOMENT);
            assertThat(heartbeat.problem()).isEmpty();
        }
        assertThat(queue).as("asked once, and still in the queue").hasSize(1);
    }

    @Test
    void isDeadWhenNothingIsTakenOrEnded() {
        assertThat(heartbeat.problem()).isEmpty();
        clock.advance(Heartbeat.LONGEST_SILENCE);
        assertThat(heartbeat.problem()).isEmpty();
        clock.advance(MOMENT);

        assertThat(heartbeat.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("since 2026-11-24T03:00:00Z"));

        queue.remove().run();
        assertThat(heartbeat.problem()).as("it was only slow").isEmpty();
    }

    @Test
    void isDeadWhenAReconcileNeverEnds() {
        var during = passes.run(() -> {
            heartbeat.problem();
            queue.remove().run();
            clock.advance(Heartbeat.LONGEST_PASS);
            assertThat(heartbeat.problem()).isEmpty();
            queue.remove().run();
            clock.advance(MOMENT);
            return heartbeat.problem().orElseThrow();
        });

        assertThat(during).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("a reconciliation has been running since"));
        assertThat(heartbeat.problem()).isEmpty();
    }

    @Test
    void isNotJudgedOnceItEnds() {
        assertThat(heartbeat.problem()).isEmpty();
        clock.advance(Heartbeat.LONGEST_SILENCE.plus(MOMENT));
        passes.close(Duration.ZERO);

        assertThat(heartbeat.problem()).isEmpty();
    }
}
