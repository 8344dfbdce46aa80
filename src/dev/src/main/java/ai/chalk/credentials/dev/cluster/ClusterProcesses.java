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
 * The running servers of one cluster. They end with it in any case: by {@link #kill}, with this JVM when it is asked to
 * end, and, if built from {@code src/dev/cluster}, by their own look at CHALK_PARENT_PID when this JVM is killed.
 */
final class ClusterProcesses {
    private static final int LINES_SHOWN = 20;
    private static final long POLL_MILLIS = 50;

    private final List<Server> servers = new ArrayList<>();
    private final Thread atShutdown = new Thread(this::end, "kill-embedded-cluster");

    private record Server(String name, Process process, Path log) {}

    private final ClusterFolder folder;
    private boolean ended;

    /** The logs are written to the folder, each named after its server; a temporary folder ends with the servers. */
    ClusterProcesses(ClusterFolder folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    synchronized void start(List<String> command) throws IOException {
        if (ended) {
            throw new ClusterUnavailableException("The cluster was told to end while it was starting");
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

    /** Of a server that was started, by the name of its program. */
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
     * @throws ClusterUnavailableException when a server ends meanwhile, or the limit is reached, with the last lines of the
     *     log of the server that ended, or else was started last
     */
    void await(String what, Duration limit, BooleanSupplier condition) {
        var start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            for (var server : servers) {
                if (!server.process().isAlive()) {
                    throw failure(server, "ended with " + server.process().exitValue() + " before " + what);
                }
            }
            var last = servers.get(servers.size() - 1);
            if (System.nanoTime() - start > limit.toNanos()) {
                throw failure(last, "is running, but within " + limit.toSeconds() + " s not " + what);
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

    /** Ends all servers at once. They are not asked first: the API server would take up to a minute. */
    void kill() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            return; // this JVM is ending; the hook finds nothing left to do
        }
    }

    /** May run in two threads when this JVM is ending: the second finds nothing left to do. */
    private synchronized void end() {
        ended = true;
        servers.forEach(server -> server.process().destroyForcibly());
        servers.forEach(server -> server.process().onExit().join());
        try {
            folder.deleteIfTemporary();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the cluster cannot be deleted", e);
        }
    }
}
