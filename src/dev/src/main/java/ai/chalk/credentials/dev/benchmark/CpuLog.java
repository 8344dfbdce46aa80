// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Records ten times a second how much CPU time some processes, and the whole machine, have used. This makes it possible
 * to ask about a time span whose beginning is known only afterwards.
 */
final class CpuLog implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;
    private static final double TICKS_PER_SECOND = 100;
    /** The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int COUNTERS = 8;

    private static final int IDLE = 3;
    private static final int WAITING = 4;

    private final Map<String, Long> pids;
    private final ConcurrentNavigableMap<Instant, Reading> readings = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "benchmark-cpu-log");
        thread.setDaemon(true);
        return thread;
    });

    private record Reading(Map<String, Double> processes, double available, double busy) {}

    private CpuLog(Map<String, Long> pids) {
        this.pids = Map.copyOf(pids);
    }

    /** Starts recording. The processes must live until this log is closed. */
    static CpuLog start(Map<String, Long> pids) {
        var log = new CpuLog(pids);
        var unused = log.reader.scheduleAtFixedRate(log::read, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return log;
    }

    /** The use between the samples that are closest to the two instants. */
    CpuUse between(Instant from, Instant to) {
        read();
        var first = Optional.ofNullable(readings.floorEntry(from)).orElseGet(readings::firstEntry);
        var last = Optional.ofNullable(readings.ceilingEntry(to)).orElseGet(readings::lastEntry);
        var before = first.getValue();
        var after = last.getValue();
        var processes = new TreeMap<String, Double>();
        after.processes().forEach((name, used) -> processes.merge(name, used, Double::sum));
        before.processes().forEach((name, used) -> processes.merge(name, -used, Double::sum));
        double millis = Duration.between(first.getKey(), last.getKey()).toMillis();
        return new CpuUse(
                millis / TimeUnit.SECONDS.toMillis(1),
                after.available() - before.available(),
                after.busy() - before.busy(),
                processes);
    }

    private void read() {
        var processes = new TreeMap<String, Double>();
        pids.forEach((name, pid) -> processes.put(name, ProcessUsage.of(pid).cpuSeconds()));
        double available = 0;
        double idle = 0;
        var counters = machine().trim().split("\\s+", -1);
        for (int i = 0; i < COUNTERS; i++) {
            double seconds = Long.parseLong(counters[i + 1]) / TICKS_PER_SECOND;
            available += seconds;
            idle += i == IDLE || i == WAITING ? seconds : 0;
        }
        readings.put(Instant.now(), new Reading(processes, available, available - idle));
    }

    private static String machine() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            return lines.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("CPU usage is read from /proc, so the benchmark requires Linux", e);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
