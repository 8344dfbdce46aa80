// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.quickstart;

import ai.chalk.credentials.check.NotSeenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The packaged operator as a child process, with the permissions that the manifests grant. */
public final class OperatorChild implements AutoCloseable {

    /** JVM options for a fast start and little memory, sufficient for the few credentials of a quick start. */
    public static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

    private static final Path JAR = Path.of("src/operator/target/quarkus-app/quarkus-run.jar");
    private static final String STARTED = "started in";
    private static final int TAIL = 20;
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    /** Referenced, because its pipe would be closed if it were collected. */
    private final Process guard;

    private final Path log;

    private OperatorChild(Process process, Process guard, Path log) {
        this.process = process;
        this.guard = guard;
        this.log = log;
    }

    /** Starts the operator with the settings of a quick start, which allow a rotation every minute. */
    public static OperatorChild start(Path kubeconfig, Path log, List<String> jvm) {
        return start(kubeconfig, log, jvm, Map.of("CHALK_OPERATOR_ISSUE_LIMIT", "100"));
    }

    /**
     * Starts the operator, which is ready a few seconds later.
     *
     * @param log the operator's output is appended to this file
     * @param jvm options of its JVM
     * @param settings further environment variables
     */
    public static OperatorChild start(Path kubeconfig, Path log, List<String> jvm, Map<String, String> settings) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-Dkubeconfig=" + kubeconfig);
        command.addAll(List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=0", "-jar", JAR.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("CHALK_OPERATOR_MINIMUM_INTERVAL", "1m");
        // A killed operator leaves a lease, for which the next one would wait.
        builder.environment().put("CHALK_OPERATOR_LEADER_ELECTION", "false");
        builder.environment().putAll(settings);
        return start(builder, log);
    }

    /** Starts the process that the builder describes. */
    public static OperatorChild start(ProcessBuilder builder, Path log) {
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            var process = builder.start();
            return new OperatorChild(process, guard(process), log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the operator", e);
        }
    }

    /** Kills the operator also when this JVM is killed: the pipe from which the shell reads is then closed. */
    private static Process guard(Process operator) throws IOException {
        var guard = new ProcessBuilder("sh", "-c", "read -r _; kill -9 " + operator.pid()).start();
        var unused = operator.onExit().thenRun(guard::destroyForcibly);
        return guard;
    }

    Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The log line about the duration of its start. */
    public String started() {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(STARTED))
                    .map(line -> line.substring(line.indexOf(STARTED)).split("\\. ", 2)[0])
                    .findFirst()
                    .orElse("nothing yet");
        } catch (IOException e) {
            return "(cannot read its log: " + e.getMessage() + ")";
        }
    }

    /** The last lines of its log, for an error message. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.stream().skip(Math.max(0, lines.size() - TAIL)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "(cannot read its log: " + e.getMessage() + ")";
        }
    }

    /**
     * Waits for something that the operator does.
     *
     * @param what is waited for, for the message
     * @throws NotSeenException when the limit is over, or the operator has ended; with the end of its log
     */
    public void await(String what, Duration limit, BooleanSupplier seen) {
        try {
            Awaitility.await(what)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(limit)
                    .failFast("the operator has ended", () -> !isAlive())
                    .until(seen::getAsBoolean);
        } catch (ConditionTimeoutException e) {
            throw new NotSeenException("waited " + limit.toSeconds() + " s in vain for " + what + logEnd(), e);
        } catch (TerminalFailureException e) {
            throw new NotSeenException("the operator ended during the wait for " + what + logEnd(), e);
        }
    }

    private String logEnd() {
        return "; its log ends with\n" + tail();
    }

    /** Returns when the operator has ended. */
    void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the operator as Kubernetes ends a Pod, and returns when it is gone. */
    public void stop() {
        process.destroy();
        awaitEnd();
        guard.destroyForcibly();
    }

    /**
     * Kills the operator, as a power failure of its node would, and returns when it is gone. None of its handlers run.
     */
    public void kill9() {
        close();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        guard.destroyForcibly();
    }
}
