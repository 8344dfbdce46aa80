// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final String KEY = "key";

    /** Keeps no result longer than its call takes. */
    private final SingleFlight<String, String> calls =
            new SingleFlight<>(Caffeine.newBuilder().expireAfterWrite(Duration.ZERO));

    @Test
    void makesANewCallOnceACallHasEnded() throws Exception {
        assertThat(calls.join(KEY, () -> "first").value()).isEqualTo("first");
        assertThat(calls.join(KEY, () -> "second").value()).isEqualTo("second");
    }

    @Test
    void makesANewCallAfterAnException() throws Exception {
        assertThatThrownBy(() -> calls.join(KEY, () -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(calls.join(KEY, () -> "next").own()).isTrue();
    }

    @Test
    void keepsAResultButNoFailure() throws Exception {
        var kept = new SingleFlight<String, String>(Caffeine.newBuilder());
        assertThat(failureOf(() -> kept.join(KEY, () -> {
                            throw new ChalkException(ChalkFailure.definite(UNAVAILABLE, "away"));
                        }))
                        .message())
                .isEqualTo("away");

        assertThat(kept.join(KEY, () -> "first").own()).isTrue();
        assertThat(kept.join(KEY, () -> "second").value()).isEqualTo("first");
    }

    @Test
    void forgetsOnlyTheResultThatItWasTold() throws Exception {
        var kept = new SingleFlight<String, String>(Caffeine.newBuilder());
        kept.join(KEY, () -> "first");

        kept.forget(KEY, "an older one");
        assertThat(kept.join(KEY, () -> "second").value()).isEqualTo("first");

        kept.forget(KEY, "first");
        assertThat(kept.join(KEY, () -> "second").value()).isEqualTo("second");
    }

    @Test
    void restoresTheInterruptFlagOfAFollower() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var pool = Executors.newSingleThreadExecutor();
        var leader = pool.submit(() -> calls.join(KEY, () -> {
            begun.countDown();
            await(mayEnd);
            return "answer";
        }));
        begun.await();
        Thread.currentThread().interrupt();

        var failure = failureOf(() -> calls.join(KEY, () -> "not asked"));

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
