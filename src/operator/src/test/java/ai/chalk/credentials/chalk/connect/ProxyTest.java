// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.REJECTED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

    /** {@code operator:p@ss-marker} in Base64, as in the header. */
    private static final String AUTHORIZATION = "Basic b3BlcmF0b3I6cEBzcy1tYXJrZXI=";

    private static ChalkApi connect(Map<String, String> environment, URI server, Optional<String> caBundle) {
        var time = new TestTime();
        return new ConnectChalkConnector(environment, time, ConnectFixture.PATIENT, time)
                .open(ConnectFixture.settings(server, caBundle));
    }

    private static ChalkFailure failureBehindProxy(String answer) throws Exception {
        try (var server = StubServer.plain();
                var proxy = new StubProxy(server.port(), answer)) {
            var environment = Map.of("HTTPS_PROXY", "http://operator:p%40ss-marker@127.0.0.1:" + proxy.port());
            var chalk = connect(environment, URI.create("https://chalk.test"), Optional.empty());

            var failure = failureOf(chalk::connect);

            assertThat(failure.message())
                    .contains("at chalk.test (through the proxy 127.0.0.1:" + proxy.port() + ")")
                    .doesNotContain("ss-marker", "operator:");
            return failure;
        }
    }

    @Test
    void reachesAPlainServerThroughAProxy() throws Exception {
        try (var proxy = StubServer.plain().on("/v1/oauth/token", StubResponses.accessToken())) {
            var environment = Map.of("HTTP_PROXY", "http://operator:p%40ss-marker@127.0.0.1:" + proxy.port());

            connect(environment, URI.create("http://chalk.test:8080"), Optional.empty())
                    .connect();

            var request = proxy.received("").get(0);
            assertThat(request.target()).isEqualTo("http://chalk.test:8080/v1/oauth/token");
            assertThat(request.header("Proxy-Authorization")).isEqualTo(AUTHORIZATION);
        }
    }

    @Test
    void reachesASecureServerThroughATunnel(@TempDir Path directory) throws Exception {
        var certificate = TestCertificate.of(directory, "dns:chalk.test");
        try (var server = StubServer.secure(certificate).on("/v1/oauth/token", StubResponses.accessToken());
                var proxy = new StubProxy(server.port(), "HTTP/1.1 200 Connected")) {
            var environment = Map.of("https_proxy", "operator:p%40ss-marker@127.0.0.1:" + proxy.port());
            var chalk = connect(environment, URI.create("https://chalk.test"), Optional.of(certificate.pem()));

            chalk.connect();

            assertThat(proxy.heads()).hasSize(1);
            assertThat(proxy.heads().get(0))
                    .startsWith("CONNECT chalk.test:443 ")
                    .contains("Proxy-Authorization: " + AUTHORIZATION)
                    .doesNotContain("x-chalk");
            var request = server.received("/v1/oauth/token").get(0);
            assertThat(request.headers()).doesNotContainKey("proxy-authorization");
        }
    }

    @Test
    void bypassesTheProxyForExemptHosts() {
        var environment = Map.of("HTTPS_PROXY", "http://127.0.0.1:1", "no_proxy", ".internal,chalk.invalid");

        var failure = failureOf(connect(environment, URI.create("https://chalk.invalid"), Optional.empty())::connect);

        assertThat(failure.message()).contains("at chalk.invalid could not resolve the host");
    }

    @Test
    void reportsThatTheProxyRefusesItsCredentials() throws Exception {
        var failure = failureBehindProxy(
                "HTTP/1.1 407 marker-in-header\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0");

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.message()).contains("by the proxy");
    }

    @Test
    void knowsThatNothingWasSentWhenTheProxyOpensNoTunnel() throws Exception {
        var failure = failureBehindProxy("HTTP/1.1 502 marker-in-header\r\nContent-Length: 0");

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://marker-in-body:1",
                "https://marker-in-body:1",
                "http://",
                "http://u:marker-in-body@/",
                "http://marker-in-body:65536",
                "http://marker-in-body:0",
                "%%"
            })
    void reportsAnInvalidProxySetting(String value) {
        var environment = Map.of("HTTPS_PROXY", value);

        var failure = failureOf(connect(environment, URI.create("https://chalk.test"), Optional.empty())::connect);

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.message()).contains("environment variable HTTPS_PROXY");
    }
}
