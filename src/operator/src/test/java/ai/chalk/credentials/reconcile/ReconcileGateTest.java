// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.chalk.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReconcileGateTest {

    private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MutableClock clock = new MutableClock(START);
    private final ReconcileGate gate = new ReconcileGate(clock);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void aRunningReconcileEndsBeforeTheGateIsClosed() throws Exception {
        var pass = CompletableFuture.supplyAsync(() -> gate.run(this::linger));
        entered.await();
        var closing = CompletableFuture.supplyAsync(() -> gate.close(LONG));
        while (!gate.isClosed()) {
            Thread.onSpinWait();
        }

        assertThat(gate.run(() -> "late")).isEmpty();
        assertThat(closing).isNotDone();
        mayEnd.countDown();

        assertThat(pass.get(LONG.toSeconds(), TimeUnit.SECONDS)).contains("done");
        assertThat(closing.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingDoesNotWaitLongerThanTheLimit() throws Exception {
        var pass = CompletableFuture.supplyAsync(() -> gate.run(this::linger));
        entered.await();

        assertThat(gate.close(Duration.ofMillis(1))).isFalse();

        assertThat(gate.run(() -> "late")).isEmpty();
        mayEnd.countDown();
        assertThat(pass.get(LONG.toSeconds(), TimeUnit.SECONDS)).contains("done");
    }

    @Test
    void knowsTheRunningAndTheLastReconcile() throws Exception {
        var pass = CompletableFuture.supplyAsync(() -> gate.run(this::linger));
        entered.await();
        clock.advance(Duration.ofMinutes(1));

        assertThat(gate.count()).isEqualTo(1);
        assertThat(gate.longestSince()).contains(START);
        assertThat(gate.lastLeft()).isEqualTo(START);

        mayEnd.countDown();
        pass.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(gate.count()).isZero();
        assertThat(gate.longestSince()).isEmpty();
        assertThat(gate.lastLeft()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void aFailedReconcileHasEnded() {
        assertThatThrownBy(() -> gate.run(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");

        assertThat(gate.count()).isZero();
        assertThat(gate.close(Duration.ofMillis(1))).isTrue();
    }

    private String linger() {
        entered.countDown();
        try {
            mayEnd.await();
            return "done";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
