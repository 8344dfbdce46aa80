// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.dev.cluster.TestPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus's own checker of rules. */
final class Promtool {

    private Promtool() {}

    /** Fails with its output if the check fails. */
    static void run(List<String> command, List<Path> files) throws IOException, InterruptedException {
        var line = Stream.concat(
                        Stream.concat(Stream.of(TestPrograms.obtain().promtool().toString()), command.stream()),
                        files.stream().map(Path::toString))
                .toList();
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
