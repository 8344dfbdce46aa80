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
            assertThat(heartbeat.trouble()).isEmpty();
            queue.remove().run();
            clock.advance(Duration.ofDays(1));
        }
        assertThat(heartbeat.trouble()).isEmpty();
    }

    @Test
    void isAliveWhileReconcilesEndHoweverLongTheQueueIs() {
        assertThat(heartbeat.trouble()).isEmpty();
        for (int i = 0; i < 3; i++) {
            clock.advance(Heartbeat.LONGEST_SILENCE);
            passes.run(() -> "one of many");
            clock.advance(MOMENT);
            assertThat(heartbeat.trouble()).isEmpty();
        }
        assertThat(queue).as("asked once, and still in the queue").hasSize(1);
    }

    @Test
    void isDeadWhenNothingStartsOrEnds() {
        assertThat(heartbeat.trouble()).isEmpty();
        clock.advance(Heartbeat.LONGEST_SILENCE);
        assertThat(heartbeat.trouble()).isEmpty();
        clock.advance(MOMENT);

        assertThat(heartbeat.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("since 2026-11-24T03:00:00Z"));

        queue.remove().run();
        assertThat(heartbeat.trouble()).as("it was only slow").isEmpty();
    }

    @Test
    void isDeadWhenAReconcileNeverEnds() {
        var during = passes.run(() -> {
            heartbeat.trouble();
            queue.remove().run();
            clock.advance(Heartbeat.LONGEST_PASS);
            assertThat(heartbeat.trouble()).isEmpty();
            queue.remove().run();
            clock.advance(MOMENT);
            return heartbeat.trouble().orElseThrow();
        });

        assertThat(during)
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("a reconcile has been running since"));
        assertThat(heartbeat.trouble()).isEmpty();
    }

    @Test
    void isNotCheckedDuringShutdown() {
        assertThat(heartbeat.trouble()).isEmpty();
        clock.advance(Heartbeat.LONGEST_SILENCE.plus(MOMENT));
        passes.close(Duration.ZERO);

        assertThat(heartbeat.trouble()).isEmpty();
    }
}
