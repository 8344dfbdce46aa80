// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reports the progress of a build every 15 seconds, so that it does not seem to hang. {@code go build -v} prints the
 * name of each package after compiling it; the total number is unknown.
 */
final class BuildProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int LINES_KEPT = 20;

    private final ConcurrentLinkedQueue<String> printed = new ConcurrentLinkedQueue<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final Path source;
    private final Consumer<String> progress;
    private int downloaded;
    private int compiled;

    private BuildProgress(Path source, Consumer<String> progress) {
        this.source = source;
        this.progress = progress;
    }

    /** Follows a build to its end. Interrupting this thread also interrupts the build. */
    static void follow(Process build, Path source, Consumer<String> progress) {
        var following = new BuildProgress(source, progress);
        try {
            following.awaitEnd(build);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailableException("Interrupted while building " + source, e);
        } finally {
            build.destroyForcibly();
        }
    }

    private void awaitEnd(Process build) throws InterruptedException {
        var reader = new Thread(() -> read(build.inputReader(StandardCharsets.UTF_8)), "go-build-output");
        reader.setDaemon(true);
        reader.start();
        var start = System.nanoTime();
        while (!build.waitFor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            count();
            var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            progress.accept("  " + seconds + " s: " + state());
        }
        reader.join();
        count();
        if (build.exitValue() != 0) {
            throw new ClusterUnavailableException(
                    "The build of " + source + " failed. Go needs its module proxy for it (see"
                            + " GOPROXY, HTTPS_PROXY). Its output:\n" + String.join("\n", last));
        }
        progress.accept("  built in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s, " + state());
    }

    private void read(BufferedReader output) {
        try (output) {
            output.lines().forEach(printed::add);
        } catch (IOException | UncheckedIOException e) {
            printed.add("(cannot read the rest of the output: " + e.getMessage() + ")");
        }
    }

    private void count() {
        for (var line = printed.poll(); line != null; line = printed.poll()) {
            if (line.startsWith("go: downloading")) {
                downloaded++;
            } else {
                compiled++;
            }
            last.add(line);
            if (last.size() > LINES_KEPT) {
                last.remove();
            }
        }
    }

    private String state() {
        return (downloaded > 0 ? downloaded + " modules downloaded, " : "") + compiled + " packages compiled";
    }
}
