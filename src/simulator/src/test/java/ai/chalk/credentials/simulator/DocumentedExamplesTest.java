// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.MutableClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs every curl command of the documentation, so that the examples stay correct. */
class DocumentedExamplesTest {

    private static final Path DOCUMENT = Path.of("docs", "simulator.md");
    private static final Path EXAMPLE =
            Path.of("src/simulator/src/test/java/ai/chalk/credentials/example/ExchangeTest.java");
    private static final Pattern CURL =
            Pattern.compile("^curl (?:-X (\\w+) )?http://localhost:8080(\\S+)(?: -d '(.*)')?$", Pattern.MULTILINE);

    @Test
    void everyCurlIsAnswered() throws Exception {
        var chalk = SimulatedChalk.standard(new MutableClock(Instant.EPOCH));
        var examples = CURL.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(examples).hasSizeGreaterThan(8);

        try (var server = SimulatorServer.start(chalk)) {
            var client = new SimulatorClient(server.uri());
            for (var example : examples) {
                var method = Objects.requireNonNullElse(example.group(1), "GET");
                var body = Objects.requireNonNullElse(example.group(3), "");
                var response =
                        client.send(example.group(2), request -> request.method(method, BodyPublishers.ofString(body)));

                assertThat(response.statusCode()).as(example.group()).isEqualTo(200);
            }
        }
    }

    @Test
    void everyFaultAndProcedureIsDocumented() throws Exception {
        var text = Files.readString(DOCUMENT);

        for (var procedure : Procedure.values()) {
            assertThat(text).contains("`" + procedure.wireName() + "`");
        }
    }

    /** The documented JUnit test is one of this module, so it runs; both texts must be the same. */
    @Test
    void theDocumentedTestIsTheOneThatRuns() throws Exception {
        var source = Files.readString(EXAMPLE);
        var documented = source.substring(source.indexOf("import "));

        assertThat(Files.readString(DOCUMENT)).contains("```java\n" + documented + "```");
    }
}
