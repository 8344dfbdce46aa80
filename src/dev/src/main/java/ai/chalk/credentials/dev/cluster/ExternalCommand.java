// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end and returns its output. The output goes through files, because a program that fills one
 * pipe while the other is read would block forever.
 *
 * @param environment variables for the program, in addition to those of this process
 */
public record ExternalCommand(List<String> words, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    public ExternalCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static ExternalCommand of(String... words) {
        return new ExternalCommand(List.of(words), Map.of());
    }

    /**
     * Runs the program and returns its output.
     *
     * @throws ClusterUnavailableException if it fails, with its error output
     */
    public String run() {
        try {
            var errors = Files.createTempFile("chalk-command", ".err");
            var output = Files.createTempFile("chalk-command", ".out");
            try {
                var builder =
                        new ProcessBuilder(words).redirectError(errors.toFile()).redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                check(finish(builder.start()), errors);
                return Files.readString(output);
            } finally {
                Files.delete(errors);
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new ClusterUnavailableException("'" + name() + "' cannot be run: " + e.getMessage(), e);
        }
    }

    private int finish(Process process) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new ClusterUnavailableException(
                        "'" + name() + "' did not end within " + LIMIT.toMinutes() + " min.");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailableException("Interrupted while waiting for '" + name() + "'", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private void check(int exitCode, Path errors) throws IOException {
        if (exitCode != 0) {
            throw new ClusterUnavailableException("'" + name() + "' exited with " + exitCode + ": "
                    + Files.readString(errors).strip());
        }
    }

    /** The program and its first argument only, because a later one may be a token. */
    private String name() {
        var program = Path.of(words.get(0)).getFileName().toString();
        return words.size() > 1 ? program + " " + words.get(1) : program;
    }
}
