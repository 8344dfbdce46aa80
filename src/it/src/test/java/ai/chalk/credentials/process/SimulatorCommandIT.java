// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static ai.chalk.credentials.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in docs/simulator.md starts the packaged simulator. Only the port differs, which is any free one. */
class SimulatorCommandIT {

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./dev simulator .*$");

    @Test
    void startsAsDocumented(@TempDir Path folder) throws Exception {
        var commands = COMMAND.matcher(Files.readString(Path.of("docs/simulator.md")))
                .results()
                .map(found -> found.group().replace("--port 8080", "--port 0"))
                .toList();
        assertThat(commands).hasSize(1);
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder("bash", "-c", "exec " + commands.get(0))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await("the line in the output")
                    .untilAsserted(() -> assertThat(Files.readString(output)).contains("http://127.0.0.1:"));
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
