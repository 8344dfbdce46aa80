// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

import ai.chalk.credentials.dev.benchmark.BenchmarkStage;
import ai.chalk.credentials.dev.quickstart.OperatorChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs the operator once through all that it does, so that the JVM can archive the classes. Archived classes need not
 * be loaded, verified and linked again at each start.
 */
final class ImageTraining {

    private static final int CREDENTIALS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final BenchmarkStage stage;
    private final Path root;
    private final Path log;

    /**
     * Starts nothing yet.
     *
     * @param root folder with the image's files
     * @param log file for the operator's log
     */
    ImageTraining(BenchmarkStage stage, Path root, Path log) {
        this.stage = stage;
        this.root = root.toAbsolutePath();
        this.log = log;
    }

    /**
     * Returns when the operator has ended and its JVM has written the archive.
     *
     * @param option the JVM option that writes the archive
     */
    void run(String option) throws IOException {
        stage.create(CREDENTIALS);
        try (var operator = start(option)) {
            operator.await("the first tokens", LIMIT, () -> areAt(1));
            kubectl("annotate", "csc", "--all", "credentials.chalk.ai/rotate-requested-at=now");
            operator.await("their successors", LIMIT, () -> areAt(2));
            kubectl("delete", "csc", "bench-0");
            operator.stop();
        }
    }

    /**
     * Starts in the application's folder with a class path relative to it, as in the image, because an archive is valid
     * for only one class path.
     */
    private OperatorChild start(String option) throws IOException {
        Files.deleteIfExists(log);
        var builder = new ProcessBuilder(
                        root.resolve("opt/java/bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        option,
                        "-Dkubeconfig=" + stage.kubeconfig(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        "quarkus-run.jar")
                .directory(root.resolve("app").toFile());
        builder.environment().putAll(Map.of("MALLOC_ARENA_MAX", "2", "CHALK_OPERATOR_ISSUE_LIMIT", "100"));
        return OperatorChild.start(builder, log);
    }

    private boolean areAt(int revision) {
        return kubectl("get", "csc", "--output=jsonpath={.items[*].status.current.revision}")
                .equals(String.join(
                        " ",
                        List.of(Integer.toString(revision).repeat(CREDENTIALS).split(""))));
    }

    private String kubectl(String... arguments) {
        var words = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, words, 0, arguments.length);
        words[arguments.length] = "--namespace=" + BenchmarkStage.NAMESPACE;
        return stage.cluster().kubectl(words);
    }
}
