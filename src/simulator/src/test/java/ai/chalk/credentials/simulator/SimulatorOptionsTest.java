// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorOptionsTest {

    @Test
    void usesDefaultsForAllOfThem() {
        var options = SimulatorOptions.fromEnvironment(Map.of());

        assertThat(options.address().getPort()).isEqualTo(8080);
        assertThat(options.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(options.caller()).isEqualTo(SimulatedChalk.BOOTSTRAP);
        assertThat(options.world()).isEqualTo(SimulatedTeam.standard());
    }

    @Test
    void readsTheEnvironment() {
        var options = SimulatorOptions.fromEnvironment(Map.of(
                "CHALK_SIMULATOR_PORT", "0",
                "CHALK_SIMULATOR_ENVIRONMENTS", "risk/live",
                "CHALK_SIMULATOR_ACCESS_TOKEN_SECONDS", "60"));

        assertThat(options.address().getPort()).isZero();
        assertThat(options.world().environmentId("risk", "live")).isEqualTo("env_risk_live");
        assertThat(options.world().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void printsNoSecret() {
        var options = SimulatorOptions.of(Map.of("client-secret", "unspoken"));

        assertThat(options.toString()).doesNotContain("unspoken");
    }

    @ParameterizedTest
    @CsvSource({"port, one", "access-token-seconds, 1s", "environments, fraud", "environments, /a"})
    void reportsAnInvalidSetting(String name, String value) {
        assertThatThrownBy(() -> SimulatorOptions.of(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("null");
    }

    @Test
    void startsAsAsked() throws Exception {
        var options = SimulatorOptions.of(Map.of("port", "0", "client-id", "me", "client-secret", "mine"));

        try (var server = SimulatorMain.start(options)) {
            assertThat(new SimulatorClient(server.uri()).exchange("me", "mine").statusCode())
                    .isEqualTo(200);
        }
    }
}
