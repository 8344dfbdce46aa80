// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator reads the settings as the documentation writes them. */
class OperatorConfigTest {

    @Test
    void orphansAreReapedByDefault() {
        assertThat(read(Map.of()).orphans()).isEqualTo(OperatorConfig.Orphans.REAP);
        assertThat(read(Map.of("chalk.operator.orphans", "Report")).orphans()).isEqualTo(OperatorConfig.Orphans.REPORT);
        assertThatThrownBy(() -> read(Map.of("chalk.operator.orphans", "Ignore")))
                .hasMessageContaining("Ignore");
    }

    private static OperatorConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(OperatorConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(OperatorConfig.class);
    }
}
