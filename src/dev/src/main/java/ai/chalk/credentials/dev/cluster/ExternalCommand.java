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
 * A program that is run to its end for what it prints. Its output goes through files, because a program that fills one
 * pipe while the other is being read would never end.
 *
 * @param environment what the program sees beside this process' own environment
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
     * Runs it and returns what it printed.
     *
     * @throws ClusterUnavailableException when it failed, with what it printed as errors
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
                        "'" + name() + "' was not done after " + LIMIT.toMinutes() + " min.");
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
            throw new ClusterUnavailableException("'" + name() + "' ended with " + exitCode + ": "
                    + Files.readString(errors).strip());
        }
    }

    /** The program and its first argument: what follows may be a token. */
    private String name() {
        var program = Path.of(words.get(0)).getFileName().toString();
        return words.size() > 1 ? program + " " + words.get(1) : program;
    }
}
