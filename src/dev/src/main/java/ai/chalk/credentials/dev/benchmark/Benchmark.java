// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.benchmark;

import ai.chalk.credentials.check.NotSeenException;
import ai.chalk.credentials.dev.cluster.ClusterUnavailableException;
import ai.chalk.credentials.dev.quickstart.OperatorChild;
import ai.chalk.credentials.dev.quickstart.Screen;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Measures how fast credentials are issued, what idling and a restart cost, and the same writes without an operator.
 */
final class Benchmark {

    private static final Duration ISSUE_LIMIT = Duration.ofMinutes(30);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration RESTART = Duration.ofSeconds(20);
    private static final Pattern DURATION = Pattern.compile("([0-9]+\\.[0-9]+) s,");

    private final BenchmarkStage stage;
    private final BenchmarkOptions options;
    private final Screen screen;

    private Benchmark(BenchmarkStage stage, BenchmarkOptions options, Screen screen) {
        this.stage = stage;
        this.options = options;
        this.screen = screen;
    }

    /** Exit codes: 0 measured, 1 something failed. */
    static int run(BenchmarkOptions options, Screen screen) throws IOException, InterruptedException {
        var auditLog = Files.createTempFile("chalk-benchmark", ".audit");
        try (var stage = BenchmarkStage.start(screen, auditLog)) {
            new Benchmark(stage, options, screen).measure();
            return 0;
        } catch (ClusterUnavailableException | NotSeenException e) {
            screen.note(String.valueOf(e.getMessage()));
            return 1;
        } finally {
            Files.deleteIfExists(auditLog);
        }
    }

    private void measure() throws InterruptedException {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        line(
                "%d processors, load average %.1f before the start",
                machine.getAvailableProcessors(), machine.getSystemLoadAverage());
        screen.heading(options.count() + " credentials are created while the operator is down");
        stage.create(options.count());
        IssueRun issued;
        screen.heading("The operator starts, with " + String.join(" ", BenchmarkStage.OPERATOR));
        var startTime = Instant.now();
        long start = System.nanoTime();
        try (var operator = stage.startOperator("operator.log");
                var cpu = CpuLog.start(Map.of(
                        IssueRun.API_SERVER, stage.cluster().apiServerPid(), IssueRun.OPERATOR, operator.pid()));
                var watch = ReadyWatch.start(stage.cluster().kubeconfig(), BenchmarkStage.NAMESPACE, options.count())) {
            issue(start, operator, watch);
            issued = issued(startTime.plusNanos(watch.last() - start), cpu);
            screen.heading(options.rest().toSeconds() + " s of rest");
            atRest(operator, options.rest(), ProcessUsage.of(operator.pid()).cpuSeconds());
        }
        screen.heading("The operator starts again; what it does in " + RESTART.toSeconds() + " s");
        try (var operator = stage.startOperator("operator-again.log")) {
            atRest(operator, RESTART, 0);
        }
        screen.heading("The same writes without an operator");
        var bare = benchWrites();
        screen.heading("The operator compared with them");
        new BenchmarkComparison(issued, bare).lines().forEach(screen::output);
    }

    /**
     * The operator reconciles all credentials concurrently: when the first is Ready, most of the work for the others is
     * done as well. Only the time from the first write on measures the work.
     */
    private IssueRun issued(Instant lastReady, CpuLog cpu) {
        var run = IssueRun.between(stage.firstWrite(), lastReady, options.count(), cpu);
        double working = seconds(run.time().toNanos());
        line("the operator's first write to last Ready: %.1f s, %.1f per second", working, run.perSecond());
        return run;
    }

    private void issue(long start, OperatorChild operator, ReadyWatch watch) throws InterruptedException {
        if (!watch.await(ISSUE_LIMIT)) {
            throw new NotSeenException(
                    "only " + watch.readyCount() + " are Ready; the operator's log ends with\n" + operator.tail());
        }
        var usage = ProcessUsage.of(operator.pid());
        double firstToLast = seconds(watch.last() - watch.first());
        line("start of the JVM, as logged by the operator: %s", operator.started());
        line("start to first Ready: %.1f s", seconds(watch.first() - start));
        line("start to all Ready: %.1f s", seconds(watch.last() - start));
        line("first Ready to last Ready: %.1f s, %.1f per second", firstToLast, options.count() / firstToLast);
        line("operator: %s", usage.since(0));
        TimeUnit.SECONDS.sleep(SETTLE.toSeconds());
        cost(options.count());
    }

    private void atRest(OperatorChild operator, Duration duration, double cpuBefore) throws InterruptedException {
        TimeUnit.SECONDS.sleep(duration.toSeconds());
        if (!operator.isAlive()) {
            throw new NotSeenException("the operator has exited:\n" + operator.tail());
        }
        line("operator: %s", ProcessUsage.of(operator.pid()).since(cpuBefore));
        cost(1);
    }

    private void cost(int credentials) {
        var unit = credentials == 1 ? "in total" : "per credential";
        screen.output("calls of Chalk, " + unit + ":");
        counts(stage.callsSinceLast(), credentials);
        screen.output("writes to Kubernetes, " + unit + ":");
        counts(stage.writesSinceLast(), credentials);
    }

    private void counts(Map<String, Integer> counts, int credentials) {
        if (counts.isEmpty()) {
            line("  none");
        }
        counts.forEach((what, count) -> line("  %9.3f  %s", (double) count / credentials, what));
        int events = counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("create events"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        line("  %9.3f  in total%s", (double) (all - events) / credentials, events == 0 ? "" : " without events");
    }

    /** The program ends with its last write, and prints for how long it wrote. Its preparations do not count. */
    private IssueRun benchWrites() {
        try (var cpu = CpuLog.start(Map.of(IssueRun.API_SERVER, stage.cluster().apiServerPid()))) {
            var said = stage.benchWrites(options.count());
            var end = Instant.now();
            screen.output(said);
            var found = DURATION.matcher(said);
            if (!found.find()) {
                throw new NotSeenException("bench-writes did not print its rate");
            }
            var millis = Math.round(Double.parseDouble(found.group(1)) * TimeUnit.SECONDS.toMillis(1));
            return IssueRun.between(end.minusMillis(millis), end, options.count(), cpu);
        }
    }

    private void line(String format, Object... values) {
        screen.output(String.format(Locale.ROOT, format, values));
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
