// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The running servers of one cluster. They end with the cluster in every case: through {@link #kill}; when this JVM is
 * asked to end; and, if they were built from {@code src/dev/cluster}, also when this JVM is killed, because they watch
 * CHALK_PARENT_PID.
 */
final class ClusterProcesses {
    private static final int LINES_SHOWN = 20;
    private static final long POLL_MILLIS = 50;

    private final List<Server> servers = new ArrayList<>();
    private final Thread atShutdown = new Thread(this::end, "kill-embedded-cluster");

    private record Server(String name, Process process, Path log) {}

    private final ClusterFolder folder;
    private boolean ended;

    /**
     * The servers write their logs to the folder, each named after its server. A temporary folder is deleted with the
     * servers.
     */
    ClusterProcesses(ClusterFolder folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    synchronized void start(List<String> command) throws IOException {
        if (ended) {
            throw new ClusterUnavailableException("The cluster was stopped while it was starting");
        }
        var name = Path.of(command.get(0)).getFileName().toString();
        var log = folder.logs().resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(folder.logs().toFile());
        builder.environment()
                .putAll(Map.of(
                        "CHALK_PARENT_PID",
                        String.valueOf(ProcessHandle.current().pid())));
        servers.add(new Server(name, builder.start(), log));
    }

    /** The pid of a server that was started, by the name of its program. */
    synchronized long pid(String name) {
        return servers.stream()
                .filter(server -> server.name().equals(name))
                .mapToLong(server -> server.process().pid())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Waits until the condition holds.
     *
     * @throws ClusterUnavailableException if a server exits before, or at the limit; with the last log lines of the
     * server that exited or, at the limit, was started last
     */
    void await(String what, Duration limit, BooleanSupplier condition) {
        var start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            for (var server : servers) {
                if (!server.process().isAlive()) {
                    throw failure(server, "exited with " + server.process().exitValue() + " before " + what);
                }
            }
            var last = servers.get(servers.size() - 1);
            if (System.nanoTime() - start > limit.toNanos()) {
                throw failure(last, "is running, but after " + limit.toSeconds() + " s, " + what + " is still missing");
            }
            pause(last.process());
        }
    }

    private static void pause(Process process) {
        try {
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailableException("Interrupted while the cluster was starting", e);
        }
    }

    private static ClusterUnavailableException failure(Server server, String what) {
        return new ClusterUnavailableException(
                "%s %s. The end of its log:\n%s".formatted(server.name(), what, tail(server.log())));
    }

    private static String tail(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Kills all servers at once. A graceful shutdown of the API server would take up to a minute. */
    void kill() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            return; // This JVM is ending. The hook finds nothing left to do.
        }
    }

    /** May run in two threads when this JVM ends. The second one finds nothing left to do. */
    private synchronized void end() {
        ended = true;
        servers.forEach(server -> server.process().destroyForcibly());
        servers.forEach(server -> server.process().onExit().join());
        try {
            folder.deleteIfTemporary();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the folder of the cluster", e);
        }
    }
}
