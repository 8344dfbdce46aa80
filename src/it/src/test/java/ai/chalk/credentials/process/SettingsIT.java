// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings whose effect only a process can show. */
class SettingsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aLogInJsonHasAnObjectInEachLineAndNoSecret() throws Exception {
        // A list of namespaces that is set but empty, as a chart may set it, counts as not set.
        var settings = Map.of("CHALK_OPERATOR_LOG_FORMAT", "json", "CHALK_OPERATOR_WATCH_NAMESPACES", "");
        try (var world = new ProcessWorld(settings)) {
            var operator = world.startOperator().awaitReady();
            world.apply(world.credential("told", "production"));
            world.ready("told", 1);
            assertThat(operator.stop()).isIn(0, 143);

            assertThat(lines(operator.log()))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.fieldNames())
                            .toIterable()
                            .contains("time", "level", "logger", "thread", "message"))
                    .anySatisfy(line -> {
                        assertThat(line.path("message").asText())
                                .startsWith("credential changed credential=")
                                .contains("reason=Issued");
                        assertThat(line.path("mdc").path("resource.name").asText())
                                .isEqualTo("told");
                    });
            assertThat(world.chalk.issuedSecrets()).isNotEmpty().noneMatch(operator.log()::contains);
        }
    }

    @Test
    void anUnknownFormatStopsTheStart() throws Exception {
        try (var world = new ProcessWorld(Map.of("CHALK_OPERATOR_LOG_FORMAT", "yaml"))) {
            var operator = world.startOperator();

            assertThat(operator.awaitEnd()).isEqualTo(1);
            assertThat(operator.log()).contains("yaml");
        }
    }

    /** The proxy for Chalk answers no request, and only the operator's own parser understands the exemptions. */
    @Test
    void theApiServerIsCalledWithoutAProxy() throws Exception {
        var proxy = "http://127.0.0.1:" + deadPort();
        var settings = Map.of("HTTPS_PROXY", proxy, "HTTP_PROXY", proxy, "NO_PROXY", "*.svc,[::1]:8080");
        try (var world = new ProcessWorld(settings)) {
            world.startOperator().awaitReady();
            world.apply(world.credential("direct", "production"));

            world.ready("direct", 1);
        }
    }

    private static int deadPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<JsonNode> lines(String log) throws Exception {
        var lines = new ArrayList<JsonNode>();
        for (var line : log.lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
