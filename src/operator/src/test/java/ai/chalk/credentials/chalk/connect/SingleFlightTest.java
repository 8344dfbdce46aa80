// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final SingleFlight<String> calls = new SingleFlight<>();

    @Test
    void beginsAnewOnceACallHasEnded() throws Exception {
        assertThat(calls.join(() -> "first").value()).isEqualTo("first");
        assertThat(calls.join(() -> "second").value()).isEqualTo("second");
    }

    @Test
    void survivesABug() throws Exception {
        assertThatThrownBy(() -> calls.join(() -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(calls.join(() -> "next").own()).isTrue();
    }

    @Test
    void keepsTheInterruptionOfAFollower() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var pool = Executors.newSingleThreadExecutor();
        var leader = pool.submit(() -> calls.join(() -> {
            begun.countDown();
            await(mayEnd);
            return "answer";
        }));
        begun.await();
        Thread.currentThread().interrupt();

        var failure = failureOf(() -> calls.join(() -> "not asked"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        mayEnd.countDown();
        assertThat(leader.get().value()).isEqualTo("answer");
        pool.shutdown();
    }

    private static void await(CountDownLatch latch) throws ChalkException {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new ChalkException(ChalkFailure.definite(UNAVAILABLE, "interrupted"));
        }
    }
}
