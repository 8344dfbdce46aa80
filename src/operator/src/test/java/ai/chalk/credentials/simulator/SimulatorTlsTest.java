// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.MutableClock;
import ai.chalk.credentials.chalk.connect.ConnectChalkConnector;
import ai.chalk.credentials.chalk.connect.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: the operator's adapter, a CA bundle, and the simulator behind TLS. */
class SimulatorTlsTest {

    @Test
    void servesOverTls(@TempDir Path directory) throws Exception {
        var clock = new MutableClock(Instant.parse("2026-08-01T10:00:00Z"));
        var certificate = TestCertificate.of(directory, "ip:127.0.0.1");
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

        try (var server = SimulatorServer.start(
                SimulatedChalk.standard(clock), address, Optional.of(certificate.serverContext()))) {
            var settings = new Settings(server.uri(), SimulatedChalk.BOOTSTRAP, Optional.of(certificate.pem()), 100, 4);
            var api = new ConnectChalkConnector(Map.of(), clock).open(settings);

            assertThat(server.uri().getScheme()).isEqualTo("https");
            assertThat(api.team().name()).isEqualTo("acme");
        }
    }
}
