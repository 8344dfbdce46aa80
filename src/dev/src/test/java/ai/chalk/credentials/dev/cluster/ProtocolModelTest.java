// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The protocol model (./dev model): the shipped protocol breaks only what docs/design.md allows, and each precondition has its
 * counter-example. The model's own Go tests check that.
 */
@Tag("full")
class ProtocolModelTest {

    @Test
    void theShippedProtocolKeepsThePromises() {
        var machine = HostMachine.current();
        var cache = new BinariesCache(machine.cacheFolder(), System.err::println);
        var go = GoToolchain.installedOn(machine)
                .orElseGet(() -> GoToolchain.fetched(machine, DownloadSites.OFFICIAL, cache));

        var output = ExternalCommand.of(go.go().toString(), "-C", "src/dev/model", "test", "./...")
                .run();

        assertThat(output).contains("ok");
    }
}
