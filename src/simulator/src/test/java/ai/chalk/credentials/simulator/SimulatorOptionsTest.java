// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorOptionsTest {

    @Test
    void needsNoneOfThem() {
        var options = SimulatorOptions.parse(List.of(), Map.of());

        assertThat(options.address().getPort()).isEqualTo(8080);
        assertThat(options.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(options.caller()).isEqualTo(SimulatedChalk.BOOTSTRAP);
        assertThat(options.world()).isEqualTo(SimulatedTeam.standard());
    }

    @Test
    void takesArgumentsBeforeTheEnvironment() {
        var options = SimulatorOptions.parse(
                List.of("--port", "0", "--environments", "risk/live"),
                Map.of("CHALK_SIMULATOR_PORT", "9", "CHALK_SIMULATOR_ACCESS_TOKEN_SECONDS", "60"));

        assertThat(options.address().getPort()).isZero();
        assertThat(options.world().environmentId("risk", "live")).isEqualTo("env_risk_live");
        assertThat(options.world().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void printsNoSecret() {
        var options = SimulatorOptions.parse(List.of("--client-secret", "unspoken"), Map.of());

        assertThat(options.toString()).doesNotContain("unspoken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"port 1", "--port", "--prot 1", "--port one", "--environments fraud", "--environments /a"})
    void tellsWhatIsWrong(String arguments) {
        assertThatThrownBy(() -> SimulatorOptions.parse(List.of(arguments.split(" ")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("null");
    }

    @Test
    void startsAsAsked() throws Exception {
        var options = SimulatorOptions.parse(
                List.of("--port", "0", "--client-id", "me", "--client-secret", "mine"), Map.of());

        try (var server = SimulatorMain.start(options)) {
            assertThat(new SimulatorClient(server.uri()).exchange("me", "mine").statusCode())
                    .isEqualTo(200);
        }
    }
}
