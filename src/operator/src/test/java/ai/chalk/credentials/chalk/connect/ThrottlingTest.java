// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.THROTTLED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static ai.chalk.credentials.chalk.connect.StubResponses.error;
import static ai.chalk.credentials.chalk.connect.StubResponses.html;
import static ai.chalk.credentials.chalk.connect.StubResponses.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrottlingTest {

    private static final String DELETE = "/DeleteServiceToken";
    private static final String LIST = "/ListServiceTokens";

    private final TestTime time = new TestTime();
    private StubServer server;
    private ChalkApi chalk;

    @BeforeEach
    void connect() throws IOException {
        server = StubServer.plain()
                .on("/v1/oauth/token", StubResponses.accessToken())
                .on(DELETE, json(200, "{}"))
                .on(LIST, error(429, "resource_exhausted", "Retry-After: 30"));
        chalk = ConnectFixture.to(server.uri(), time);
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void reportsTheRequestedPause() {
        var failure = failureOf(() -> chalk.listServiceTokens("env-1"));

        assertThat(failure.kind()).isEqualTo(THROTTLED);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void sendsNothingDuringThePause() throws Exception {
        failureOf(() -> chalk.listServiceTokens("env-1"));
        time.advance(Duration.ofSeconds(10));

        var failure = failureOf(() -> chalk.deleteServiceToken("env-1", "tok-1"));

        assertThat(failure.kind()).isEqualTo(THROTTLED);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
        assertThat(server.received(DELETE)).isEmpty();
        assertThat(time.pauses()).isEmpty();

        time.advance(Duration.ofSeconds(20));
        chalk.deleteServiceToken("env-1", "tok-1");
        assertThat(server.received(DELETE)).hasSize(1);
    }

    @Test
    void pausesAfterAnUnavailableServerToo() {
        server.on(DELETE, html(503, "Retry-After: Tue, 24 Nov 2026 10:00:45 GMT"));

        var failure = failureOf(() -> chalk.deleteServiceToken("env-1", "tok-1"));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isTrue();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(45));
        assertThat(failureOf(() -> chalk.listServiceTokens("env-1")).retryAfter())
                .contains(Duration.ofSeconds(45));
    }

    @Test
    void limitsThePause() {
        server.on(LIST, error(429, "resource_exhausted", "Retry-After: 31536000"));
        failureOf(() -> chalk.listServiceTokens("env-1"));

        assertThat(failureOf(chalk::team).retryAfter()).contains(RetryAfter.LONGEST);
    }

    @Test
    void ignoresThePauseOfOtherStatuses() throws Exception {
        server.on(LIST, error(500, "internal", "Retry-After: 30"));
        failureOf(() -> chalk.listServiceTokens("env-1"));

        chalk.deleteServiceToken("env-1", "tok-1");

        assertThat(server.received(DELETE)).hasSize(1);
    }

    @Test
    void doesNotPauseOtherConnections() throws Exception {
        failureOf(() -> chalk.listServiceTokens("env-1"));

        ConnectFixture.to(server.uri(), time).deleteServiceToken("env-1", "tok-1");

        assertThat(server.received(DELETE)).hasSize(1);
    }
}
