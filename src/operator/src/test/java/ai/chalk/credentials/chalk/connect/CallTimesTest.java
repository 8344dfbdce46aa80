// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static ai.chalk.credentials.chalk.connect.StubResponses.error;
import static ai.chalk.credentials.chalk.connect.StubResponses.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkFailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The listener hears of each call that was sent, and of no other. */
class CallTimesTest {

    private record Ended(String procedure, Optional<ChalkFailureKind> failure, Duration length) {}

    private static final Duration SLOW = Duration.ofSeconds(2);

    private final TestTime time = new TestTime();
    private final Queue<Ended> told = new ConcurrentLinkedQueue<>();
    private StubServer server;
    private ChalkApi chalk;

    @BeforeEach
    void connect() throws IOException {
        server = StubServer.plain()
                .on("/v1/oauth/token", StubResponses.accessToken())
                .on("/DeleteServiceToken", (request, connection) -> {
                    time.advance(SLOW);
                    json(200, "{}").play(request, connection);
                })
                .on("/ListServiceTokens", error(429, "resource_exhausted", "Retry-After: 30"))
                .on("/GetTeam", json(200, "{}"));
        chalk = new ConnectChalkConnector(
                        Map.of(),
                        time,
                        ConnectFixture.PATIENT,
                        time,
                        (procedure, failure, length) -> told.add(new Ended(procedure, failure, length)))
                .open(ConnectFixture.settings(server.uri(), Optional.empty()));
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void reportsHowLongEachCallTook() throws Exception {
        chalk.deleteServiceToken("env-1", "tok-1");

        assertThat(told)
                .containsExactly(
                        new Ended("TokenExchange", Optional.empty(), Duration.ZERO),
                        new Ended("DeleteServiceToken", Optional.empty(), SLOW));
    }

    @Test
    void reportsTheFailure() {
        failureOf(() -> chalk.team());
        failureOf(() -> chalk.listServiceTokens("env-1"));

        assertThat(told)
                .contains(
                        new Ended("GetTeam", Optional.of(ChalkFailureKind.UNINTELLIGIBLE), Duration.ZERO),
                        new Ended("ListServiceTokens", Optional.of(ChalkFailureKind.THROTTLED), Duration.ZERO));
    }

    @Test
    void doesNotReportACallThatWasNotSent() {
        failureOf(() -> chalk.listServiceTokens("env-1"));
        var before = List.copyOf(told);

        failureOf(() -> chalk.listServiceTokens("env-1"));

        assertThat(told).containsExactlyElementsOf(before);
    }
}
