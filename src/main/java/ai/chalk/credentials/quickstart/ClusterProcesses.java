// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.quickstart;

import java.io.IOException;
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
 * end, and, if built from {@code src/cluster}, by their own look at CHALK_PARENT_PID when this JVM is killed.
 */
final class ClusterProcesses {
    private static final int LINES_SHOWN = 20;
    private static final long POLL_MILLIS = 50;

    private final List<Server> servers = new ArrayList<>();
    private final Thread atShutdown = new Thread(this::destroyAll, "kill-embedded-cluster");

    private record Server(String name, Process process, Path log) {}

    private final Path logs;

    /** The logs are written to the given folder, each named after its server. */
    ClusterProcesses(Path logs) {
        this.logs = logs;
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    void start(List<String> command) throws IOException {
        var name = Path.of(command.get(0)).getFileName().toString();
        var log = logs.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(logs.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CHALK_PARENT_PID",
                        String.valueOf(ProcessHandle.current().pid())));
        servers.add(new Server(name, builder.start(), log));
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
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            return; // this JVM is ending, and the hook does it
        }
        destroyAll();
    }

    private void destroyAll() {
        servers.forEach(server -> server.process().destroyForcibly());
        servers.forEach(server -> server.process().onExit().join());
    }
}
