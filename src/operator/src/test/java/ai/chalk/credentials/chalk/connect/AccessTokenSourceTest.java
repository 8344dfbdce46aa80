// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAUTHENTICATED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static ai.chalk.credentials.chalk.connect.StubResponses.accessToken;
import static ai.chalk.credentials.chalk.connect.StubResponses.error;
import static ai.chalk.credentials.chalk.connect.StubResponses.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.chalk.ExchangeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTokenSourceTest {

    private static final String EXCHANGE = "/v1/oauth/token";
    private static final String DELETE = "/DeleteServiceToken";

    private final TestTime time = new TestTime();
    private StubServer server;
    private ChalkApi chalk;

    @BeforeEach
    void connect() throws IOException {
        server = StubServer.plain().on(EXCHANGE, accessToken()).on(DELETE, json(200, "{}"));
        chalk = ConnectFixture.to(server.uri(), time);
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void exchangesOnceForManyAtATime() throws Exception {
        var callers = 50;
        var ready = new CountDownLatch(callers);
        var results = new ArrayList<Future<ExchangeResult>>();
        var pool = Executors.newFixedThreadPool(callers);
        for (int i = 0; i < callers; i++) {
            results.add(pool.submit(() -> {
                ready.countDown();
                ready.await();
                return chalk.connect();
            }));
        }

        for (var result : results) {
            assertThat(result.get()).isEqualTo(chalk.connect());
        }
        pool.shutdown();

        assertThat(server.received(EXCHANGE)).hasSize(1);
    }

    @Test
    void renewsAMinuteBeforeTheEnd() throws Exception {
        chalk.connect();
        time.advance(Duration.ofMinutes(59).minusSeconds(1));
        chalk.deleteServiceToken("env-1", "tok-1");
        assertThat(server.received(EXCHANGE)).hasSize(1);

        time.advance(Duration.ofSeconds(1));
        chalk.deleteServiceToken("env-1", "tok-1");

        assertThat(server.received(EXCHANGE)).hasSize(2);
    }

    @Test
    void renewsATenthBeforeTheEndOfAShortLife() throws Exception {
        server.on(EXCHANGE, accessToken("short", 100));
        chalk.connect();
        time.advance(Duration.ofSeconds(89));
        chalk.connect();
        assertThat(server.received(EXCHANGE)).hasSize(1);

        time.advance(Duration.ofSeconds(1));
        chalk.connect();

        assertThat(server.received(EXCHANGE)).hasSize(2);
    }

    @Test
    void exchangesForEachCallIfATokenIsExpiredAtOnce() throws Exception {
        server.on(EXCHANGE, accessToken("brief", -5));

        chalk.deleteServiceToken("env-1", "tok-1");
        chalk.deleteServiceToken("env-1", "tok-1");

        assertThat(server.received(EXCHANGE)).hasSize(2);
    }

    @Test
    void limitsTheLifetimeToADay() throws Exception {
        server.on(EXCHANGE, accessToken("eternal", Long.MAX_VALUE));

        assertThat(chalk.connect().expires()).isEqualTo(TestTime.START.plus(Duration.ofDays(1)));
    }

    @Test
    void exchangesAgainWhenAnAccessTokenIsRefused() throws Exception {
        var refusals = new AtomicInteger(1);
        server.on(DELETE, (request, connection) -> {
            var script = refusals.getAndDecrement() > 0 ? error(401, "unauthenticated") : json(200, "{}");
            script.play(request, connection);
        });
        chalk.connect();
        server.on(EXCHANGE, accessToken("second", 3600));

        chalk.deleteServiceToken("env-1", "tok-1");

        assertThat(server.received(EXCHANGE)).hasSize(2);
        assertThat(server.received(DELETE))
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer " + StubResponses.ACCESS_TOKEN, "Bearer second");
    }

    @Test
    void failsWhenTheSecondAccessTokenIsRefusedToo() {
        server.on(DELETE, error(401, "unauthenticated"));

        var failure = failureOf(() -> chalk.deleteServiceToken("env-1", "tok-1"));

        assertThat(failure.kind()).isEqualTo(UNAUTHENTICATED);
        assertThat(failure.doubtful()).isFalse();
        assertThat(server.received(EXCHANGE)).hasSize(2);
        assertThat(server.received(DELETE)).hasSize(2);
    }

    @Test
    void sendsNothingWhenItsCredentialsAreRefused() {
        server.on(EXCHANGE, error(401, "unauthenticated"));

        var failure = failureOf(() -> chalk.deleteServiceToken("env-1", "tok-1"));

        assertThat(failure.kind()).isEqualTo(UNAUTHENTICATED);
        assertThat(failure.message()).startsWith("The exchange for an access token at ");
        assertThat(server.received(DELETE)).isEmpty();
    }

    @Test
    void doesNotCacheAFailure() throws Exception {
        server.on(EXCHANGE, error(500, "internal"));
        assertThat(failureOf(chalk::connect).kind()).isEqualTo(UNAVAILABLE);

        server.on(EXCHANGE, accessToken());

        assertThat(chalk.connect().environments()).containsKey("env-1");
    }

    @Test
    void printsNoSecret() {
        var secret = new ClientSecret("marker-secret");
        var token = new AccessToken(secret, new ExchangeResult(TestTime.START, Map.of()), TestTime.START);
        var request = new ConnectMessages.TokenRequest("id", secret, "client_credentials");
        var answer = new ConnectMessages.TokenResponse(secret, null, null, null);
        var created = new ConnectMessages.CreateResponse(null, secret);
        var call = new ChalkCall(Operation.TOKEN_EXCHANGE, Optional.of(token), Optional.empty(), Optional.of(request));
        var proxy = new ProxyServer("proxy", 80, Optional.of(secret));

        assertThat(Stream.of(token, request, answer, created, call, proxy).map(Object::toString))
                .noneMatch(text -> text.contains("marker"));
    }
}
