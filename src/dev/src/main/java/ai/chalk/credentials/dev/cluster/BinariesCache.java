// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Caches what takes minutes to build. An entry is built in a temporary folder and moved to its place when it is
 * complete, so that an interrupted build leaves nothing that looks complete. A lock ensures that only one process
 * builds an entry.
 */
record BinariesCache(Path root, Consumer<String> progress) {

    /** Builds the content of an entry in a new, empty folder. */
    @FunctionalInterface
    interface Filling {
        void fill(Path folder) throws IOException;
    }

    Optional<Path> find(String name) {
        return Optional.of(root.resolve(name)).filter(Files::isDirectory);
    }

    /** The entry. Builds it first if it does not exist. */
    Path obtain(String name, Filling filling) {
        try {
            Files.createDirectories(root);
            try (var channel = openLock(name);
                    var lock = lock(channel, name)) {
                assert lock.isValid();
                var found = find(name);
                return found.isPresent() ? found.get() : make(name, filling);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot fill the cache folder " + root + ": " + e.getMessage(), e);
        }
    }

    private Path make(String name, Filling filling) throws IOException {
        var unfinished = root.resolve(name + ".unfinished");
        deleteAll(unfinished); // left by a killed process
        Files.createDirectory(unfinished);
        try {
            filling.fill(unfinished);
            return Files.move(unfinished, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteAll(unfinished);
        }
    }

    private FileChannel openLock(String name) throws IOException {
        return FileChannel.open(root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private FileLock lock(FileChannel channel, String name) throws IOException {
        var lock = tryLock(channel);
        if (lock == null) {
            progress.accept("Waiting for another process, which builds " + name + ".");
        }
        while (lock == null) {
            pause();
            lock = tryLock(channel);
        }
        return lock;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Another thread of this process holds it.
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailableException("Interrupted while waiting for another build", e);
        }
    }

    /** Deletes a folder with its content, if it exists. Links are not followed. */
    static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
