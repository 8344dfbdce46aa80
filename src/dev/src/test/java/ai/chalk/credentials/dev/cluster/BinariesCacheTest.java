// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesCacheTest {

    @Test
    void fillsAnEntryOnceForConcurrentCallers(@TempDir Path root) {
        var fillings = new AtomicInteger();
        var waiting = new CountDownLatch(1);
        var cache = new BinariesCache(root, line -> waiting.countDown());
        BinariesCache.Filling filling = folder -> {
            fillings.incrementAndGet();
            await(waiting); // until the other thread has found the lock taken
        };

        var first = CompletableFuture.supplyAsync(() -> cache.obtain("entry", filling));
        var second = CompletableFuture.supplyAsync(() -> cache.obtain("entry", filling));

        assertThat(first.join()).isEqualTo(second.join()).isDirectory();
        assertThat(fillings).hasValue(1);
    }

    @Test
    void keepsNothingOfAFillingThatFailed(@TempDir Path root) {
        var cache = new BinariesCache(root, line -> {});

        assertThatThrownBy(() -> cache.obtain("entry", folder -> {
                    Files.writeString(folder.resolve("half"), "");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");

        assertThat(cache.find("entry")).isEmpty();
        assertThat(root).isDirectoryNotContaining("glob:**unfinished");
    }

    @Test
    void replacesWhatAKilledProcessLeftUnfinished(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("entry.unfinished/half"));
        var cache = new BinariesCache(root, line -> {});

        var entry = cache.obtain("entry", folder -> Files.writeString(folder.resolve("whole"), ""));

        assertThat(entry).isDirectoryContaining("glob:**whole").isDirectoryNotContaining("glob:**half");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
