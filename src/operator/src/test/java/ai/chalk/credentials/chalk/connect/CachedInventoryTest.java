// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkException;
import ai.chalk.credentials.chalk.ChalkFailure;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.ServiceToken;
import ai.chalk.credentials.chalk.TokenListing;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedInventoryTest {

    private final TestTime time = new TestTime();
    private final AtomicInteger calls = new AtomicInteger();

    /** The stub for a listing. */
    private interface Listed {
        List<ServiceToken> list() throws Exception;
    }

    private volatile Listed listed = List::of;
    private final CachedInventory inventory = new CachedInventory(chalk(), time);

    private ChalkApi chalk() {
        return (ChalkApi) Proxy.newProxyInstance(
                ChalkApi.class.getClassLoader(), new Class<?>[] {ChalkApi.class}, (self, method, arguments) -> {
                    calls.incrementAndGet();
                    return listed.list();
                });
    }

    @Test
    void reusesAListingThatIsNewEnough() throws Exception {
        var listing = inventory.read("env-1", TestTime.START.minusSeconds(300));
        time.advance(Duration.ofMinutes(4));

        assertThat(inventory.read("env-1", TestTime.START.minusSeconds(1))).isSameAs(listing);
        assertThat(listing.requestedAt()).isEqualTo(TestTime.START);
        assertThat(calls).hasValue(1);
    }

    @Test
    void listsAgainWhenANewerListingIsNeeded() throws Exception {
        inventory.read("env-1", TestTime.START.minusSeconds(300));
        time.advance(Duration.ofSeconds(1));

        var listing = inventory.read("env-1", TestTime.START);

        assertThat(listing.requestedAt()).isEqualTo(TestTime.START.plusSeconds(1));
        assertThat(calls).hasValue(2);
    }

    @Test
    void listsOnceEvenForATimeInTheFuture() throws Exception {
        inventory.read("env-1", TestTime.START.plusSeconds(60));

        assertThat(calls).hasValue(1);
    }

    @Test
    void listsEachEnvironment() throws Exception {
        inventory.read("env-1", TestTime.START.minusSeconds(1));
        inventory.read("env-2", TestTime.START.minusSeconds(1));

        assertThat(calls).hasValue(2);
    }

    @Test
    void doesNotCacheAFailure() throws Exception {
        listed = () -> {
            throw new ChalkException(ChalkFailure.doubtful(ChalkFailureKind.UNAVAILABLE, "away"));
        };
        assertThat(failureOf(() -> inventory.read("env-1", TestTime.START.minusSeconds(1)))
                        .message())
                .isEqualTo("away");

        listed = List::of;

        assertThat(inventory.read("env-1", TestTime.START.minusSeconds(1)).tokens())
                .isEmpty();
        assertThat(calls).hasValue(2);
    }

    @Test
    void sharesOneCallAmongConcurrentCallers() throws Exception {
        var readers = 20;
        var ready = new CountDownLatch(readers);
        listed = () -> {
            ready.await();
            return List.of();
        };
        var pool = Executors.newFixedThreadPool(readers);
        var results = new ArrayList<Future<TokenListing>>();
        for (int i = 0; i < readers; i++) {
            results.add(pool.submit(() -> {
                ready.countDown();
                return inventory.read("env-1", TestTime.START.minusSeconds(1));
            }));
        }

        for (var result : results) {
            assertThat(result.get().requestedAt()).isEqualTo(TestTime.START);
        }
        pool.shutdown();

        assertThat(calls).hasValue(1);
    }

    @Test
    void doesNotUseACallThatBeganTooEarly() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        listed = () -> {
            begun.countDown();
            mayEnd.await();
            return List.of();
        };
        var pool = Executors.newFixedThreadPool(2);
        var early = pool.submit(() -> inventory.read("env-1", TestTime.START.minusSeconds(1)));
        begun.await();
        time.advance(Duration.ofSeconds(2));
        var late = pool.submit(() -> inventory.read("env-1", TestTime.START.plusSeconds(1)));
        mayEnd.countDown();

        assertThat(early.get().requestedAt()).isEqualTo(TestTime.START);
        assertThat(late.get().requestedAt()).isEqualTo(TestTime.START.plusSeconds(2));
        pool.shutdown();
        assertThat(calls).hasValue(2);
    }
}
