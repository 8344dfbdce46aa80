// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.REJECTED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static TestCertificate certificate;
    private static TestCertificate ofAnotherHost;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        certificate = TestCertificate.of(directory, "ip:127.0.0.1");
        ofAnotherHost = TestCertificate.of(directory, "dns:other.test");
    }

    private static ChalkApi connect(URI server, Optional<String> caBundle) {
        var time = new TestTime();
        return new ConnectChalkConnector(Map.of(), time, ConnectFixture.PATIENT, time)
                .open(ConnectFixture.settings(server, caBundle));
    }

    @Test
    void trustsTheCaBundle() throws Exception {
        try (var server = StubServer.secure(certificate).on("/v1/oauth/token", StubResponses.accessToken())) {
            var access = connect(server.uri(), Optional.of(certificate.pem())).connect();

            assertThat(access.environments()).containsKey("env-1");
        }
    }

    @Test
    void trustsEachCertificateOfABundle() throws Exception {
        try (var server = StubServer.secure(certificate).on("/v1/oauth/token", StubResponses.accessToken())) {
            var bundle = ofAnotherHost.pem() + "\n" + certificate.pem();

            assertThat(connect(server.uri(), Optional.of(bundle)).connect()).isNotNull();
        }
    }

    @Test
    void trustsNoOtherCertificate() throws Exception {
        try (var server = StubServer.secure(certificate).on("/v1/oauth/token", StubResponses.accessToken())) {
            var unknown = failureOf(connect(server.uri(), Optional.empty())::connect);
            var wrong = failureOf(connect(server.uri(), Optional.of(ofAnotherHost.pem()))::connect);

            for (var failure : List.of(unknown, wrong)) {
                assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
                assertThat(failure.doubtful()).isFalse();
                assertThat(failure.message()).contains("caBundleRef");
            }
            assertThat(server.received("")).isEmpty();
        }
    }

    @Test
    void checksTheNameInTheCertificate() throws Exception {
        try (var server = StubServer.secure(ofAnotherHost).on("/v1/oauth/token", StubResponses.accessToken())) {
            var failure = failureOf(connect(server.uri(), Optional.of(ofAnotherHost.pem()))::connect);

            assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
            assertThat(failure.doubtful()).isFalse();
            assertThat(server.received("")).isEmpty();
        }
    }

    @Test
    void knowsThatNothingWasSentWithoutTls() throws Exception {
        try (var server = StubServer.plain()) {
            var secure = URI.create("https://127.0.0.1:" + server.port());

            var failure = failureOf(connect(secure, Optional.empty())::connect);

            assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
            assertThat(failure.doubtful()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "marker-in-body",
                "-----BEGIN CERTIFICATE-----\nbWFya2VyLWluLWJvZHk=\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nmarker-in-body",
                "-----BEGIN PRIVATE KEY-----\nbWFya2Vy\n-----END PRIVATE KEY-----\n"
            })
    void reportsAnInvalidCaBundle(String pem) {
        var failure = failureOf(connect(URI.create("https://chalk.test"), Optional.of(pem))::connect);

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.message()).contains("caBundleRef");
    }
}
