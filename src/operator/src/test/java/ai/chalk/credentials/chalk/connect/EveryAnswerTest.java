// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.NOT_FOUND;
import static ai.chalk.credentials.chalk.ChalkFailureKind.PERMISSION_DENIED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.REJECTED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.THROTTLED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAUTHENTICATED;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNINTELLIGIBLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static ai.chalk.credentials.chalk.connect.StubResponses.BODY_MARKER;
import static ai.chalk.credentials.chalk.connect.StubResponses.bare;
import static ai.chalk.credentials.chalk.connect.StubResponses.error;
import static ai.chalk.credentials.chalk.connect.StubResponses.html;
import static ai.chalk.credentials.chalk.connect.StubResponses.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkFailureKind;
import ai.chalk.credentials.chalk.connect.StubServer.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EveryAnswerTest {

    private static final String TOKEN_PATH = "/v1/oauth/token";
    private static final String CREATE = "/CreateServiceToken";

    private StubServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = StubServer.plain().on(TOKEN_PATH, StubResponses.accessToken());
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    /** A response and its expected failure. */
    record Case(String name, Script script, ChalkFailureKind kind, boolean doubtful) {

        static Case definite(String name, Script script, ChalkFailureKind kind) {
            return new Case(name, script, kind, false);
        }

        static Case doubtful(String name, Script script, ChalkFailureKind kind) {
            return new Case(name, script, kind, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> connectErrors() {
        return Stream.of(
                Case.doubtful("canceled", error(499, "canceled"), UNAVAILABLE),
                Case.doubtful("unknown", error(500, "unknown"), UNAVAILABLE),
                Case.definite("invalid_argument", error(400, "invalid_argument"), REJECTED),
                Case.doubtful("deadline_exceeded", error(504, "deadline_exceeded"), UNAVAILABLE),
                Case.definite("not_found", error(404, "not_found"), NOT_FOUND),
                Case.definite("already_exists", error(409, "already_exists"), REJECTED),
                Case.definite("permission_denied", error(403, "permission_denied"), PERMISSION_DENIED),
                Case.definite("resource_exhausted", error(429, "resource_exhausted"), THROTTLED),
                Case.definite("failed_precondition", error(400, "failed_precondition"), REJECTED),
                Case.definite("aborted", error(409, "aborted"), UNAVAILABLE),
                Case.definite("out_of_range", error(400, "out_of_range"), REJECTED),
                Case.definite("unimplemented", error(501, "unimplemented"), REJECTED),
                Case.doubtful("internal", error(500, "internal"), UNAVAILABLE),
                Case.doubtful("unavailable", error(503, "unavailable"), UNAVAILABLE),
                Case.doubtful("data_loss", error(500, "data_loss"), UNAVAILABLE),
                Case.definite("unauthenticated", error(401, "unauthenticated"), UNAUTHENTICATED),
                Case.definite("a code of tomorrow", error(403, BODY_MARKER), PERMISSION_DENIED),
                Case.doubtful("a code that contradicts its status", error(500, "invalid_argument"), REJECTED));
    }

    static Stream<Case> answersOfOthers() {
        return Stream.of(
                Case.doubtful("HTML 200", html(200), UNINTELLIGIBLE),
                Case.doubtful("HTML 502", html(502), UNAVAILABLE),
                Case.definite("HTML 404", html(404), UNINTELLIGIBLE),
                Case.definite("HTML 401", html(401), UNINTELLIGIBLE),
                Case.definite("HTML 429", html(429), THROTTLED),
                Case.definite("bare 400", bare(400), REJECTED),
                Case.definite("bare 401", bare(401), UNAUTHENTICATED),
                Case.definite("bare 403", bare(403), PERMISSION_DENIED),
                Case.definite("bare 404", bare(404), UNINTELLIGIBLE),
                Case.definite("bare 405", bare(405), UNINTELLIGIBLE),
                Case.definite("bare 407", bare(407), REJECTED),
                Case.doubtful("bare 408", bare(408), UNAVAILABLE),
                Case.definite("bare 429", bare(429), THROTTLED),
                Case.doubtful("bare 500", bare(500), UNAVAILABLE),
                Case.doubtful("bare 503", bare(503), UNAVAILABLE),
                Case.doubtful("bare 504", bare(504), UNAVAILABLE),
                Case.definite(
                        "numeric code", json(404, "{\"code\":5,\"message\":\"" + BODY_MARKER + "\"}"), UNINTELLIGIBLE),
                Case.definite("redirect", bare(302, "Location: http://127.0.0.1:1/" + BODY_MARKER), UNINTELLIGIBLE),
                Case.definite("permanent redirect", bare(308, "Location: /elsewhere"), UNINTELLIGIBLE),
                Case.doubtful("202", json(202, "{}"), UNINTELLIGIBLE));
    }

    static Stream<Case> spoiltAnswers() {
        return Stream.of(
                Case.doubtful("empty body", bare(200), UNINTELLIGIBLE),
                Case.doubtful("truncated JSON", json(200, "{\"agent\":{\"id\":\"" + BODY_MARKER), UNINTELLIGIBLE),
                Case.doubtful("more after the JSON", json(200, good() + BODY_MARKER), UNINTELLIGIBLE),
                Case.doubtful("null", json(200, "null"), UNINTELLIGIBLE),
                Case.doubtful("a list", json(200, "[\"" + BODY_MARKER + "\"]"), UNINTELLIGIBLE),
                Case.doubtful("a text", json(200, "\"\""), UNINTELLIGIBLE),
                Case.doubtful("deep nesting", json(200, "{\"x\":" + "[".repeat(50_000)), UNINTELLIGIBLE),
                Case.doubtful("null in a list", json(200, good().replace("[]", "[null]")), UNINTELLIGIBLE),
                Case.doubtful("nothing in it", json(200, "{}"), UNINTELLIGIBLE),
                Case.doubtful("no id", json(200, good().replace("\"id\"", "\"no\"")), UNINTELLIGIBLE),
                Case.doubtful("no client id", json(200, good().replace("clientId", "no")), UNINTELLIGIBLE),
                Case.doubtful("no secret", json(200, good().replace("clientSecret", "no")), UNINTELLIGIBLE),
                Case.doubtful("empty secret", json(200, good().replace(BODY_MARKER, "")), UNINTELLIGIBLE),
                Case.doubtful("cut", StubResponses.cut(), UNAVAILABLE),
                Case.doubtful("reset", StubResponses.reset(), UNAVAILABLE),
                Case.doubtful("closed without an answer", StubResponses.hangUp(), UNAVAILABLE),
                Case.doubtful("not HTTP", StubResponses.notHttp(), UNAVAILABLE));
    }

    private static String good() {
        return "{\"agent\":{\"id\":\"t\",\"clientId\":\"c\",\"permissions\":[]},\"clientSecret\":\"" + BODY_MARKER
                + "\"}";
    }

    @ParameterizedTest
    @MethodSource({"connectErrors", "answersOfOthers", "spoiltAnswers"})
    void becomesOneReadableFailure(Case answer) {
        server.on(CREATE, answer.script());
        var chalk = ConnectFixture.to(server.uri());

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(answer.kind());
        assertThat(failure.doubtful()).isEqualTo(answer.doubtful());
        assertThat(failure.message()).startsWith("CreateServiceToken at 127.0.0.1:" + server.port() + " ");
        assertThat(failure.message()).hasSizeLessThan(400).doesNotContain("\n");
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"connectErrors", "answersOfOthers"})
    void appliesToTheExchangeToo(Case answer) {
        server.on(TOKEN_PATH, answer.script());
        var chalk = ConnectFixture.to(server.uri());

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(answer.kind());
        assertThat(failure.doubtful()).as("no creation was sent").isFalse();
        assertThat(failure.message()).startsWith("The exchange for an access token at 127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"marker-in-body\\nX: y\"}",
                "{\"access_token\":[]}"
            })
    void rejectsAnInvalidAccessToken(String body) {
        server.on(TOKEN_PATH, json(200, body));
        var chalk = ConnectFixture.to(server.uri());

        assertThat(failureOf(chalk::connect).kind()).isEqualTo(UNINTELLIGIBLE);
    }

    @Test
    void doesNotFollowARedirect() {
        server.on(CREATE, bare(307, "Location: " + server.uri() + "/stolen"));
        var chalk = ConnectFixture.to(server.uri());

        failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(server.received("/stolen")).isEmpty();
    }

    @Test
    void sendsACreationOnceWhateverFails() {
        server.on(CREATE, StubResponses.reset());
        var chalk = ConnectFixture.to(server.uri());

        failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(server.received(CREATE)).hasSize(1);
    }

    @Test
    void failsDoubtfullyWithoutAResponse() {
        server.on(CREATE, server.hang());
        var chalk = ConnectFixture.impatientlyTo(server.uri());

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isTrue();
        assertThat(failure.message()).endsWith("got no complete response within 0.3 s");
    }

    @Test
    void failsDoubtfullyWhenTheResponseStops() {
        server.on(CREATE, StubResponses.stall(server));
        var chalk = ConnectFixture.impatientlyTo(server.uri());

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isTrue();
    }

    @Test
    void closesTheConnectionOnABodyThatIsTooLong() {
        var sent = new AtomicLong();
        server.on(CREATE, StubResponses.tooLong(200, 50_000_000, sent));
        var chalk = ConnectFixture.to(server.uri());

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNINTELLIGIBLE);
        assertThat(failure.doubtful()).isTrue();
        assertThat(failure.message()).contains("more than 1048576 bytes");
        assertThat(sent).hasValueLessThan(25_000_000);
    }

    @Test
    void readsOnlyTheBeginningOfAnError() {
        var sent = new AtomicLong();
        server.on(CREATE, StubResponses.tooLong(500, 50_000_000, sent));
        var chalk = ConnectFixture.to(server.uri());

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(sent).hasValueLessThan(25_000_000);
    }

    @Test
    void knowsThatARefusedConnectionChangedNothing() throws IOException {
        var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var port = free.getLocalPort();
        free.close();
        var chalk = ConnectFixture.to(URI.create("http://127.0.0.1:" + port));

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.message()).contains("was refused a connection");
    }

    @Test
    void knowsThatAnUnknownHostChangedNothing() {
        var chalk = ConnectFixture.to(URI.create("http://chalk.invalid"));

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isFalse();
        assertThat(failure.message()).contains("at chalk.invalid could not resolve the host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://chalk.test",
                "chalk.test",
                "https:chalk",
                "https://under_score.test",
                "https://chalk.test:65536"
            })
    void reportsAnInvalidApiServer(String apiServer) {
        var chalk = ConnectFixture.to(URI.create(apiServer));

        var failure = failureOf(chalk::connect);

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.message()).contains("apiServer of the connection");
    }

    @Test
    void reportsAnInvalidEnvironmentId() {
        var chalk = ConnectFixture.to(server.uri());

        var failure = failureOf(() -> chalk.listServiceTokens("env\r\nX-Evil: 1"));

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.message()).contains("environment").doesNotContain("Evil");
    }

    @Test
    void restoresTheInterruptFlagOfACallThatWasNotSent() {
        var chalk = ConnectFixture.to(server.uri());
        Thread.currentThread().interrupt();

        var failure = failureOf(chalk::connect);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isFalse();
    }

    @Test
    void restoresTheInterruptFlagOfACallUnderWay() throws Exception {
        var chalk = ConnectFixture.to(server.uri());
        chalk.connect();
        var caller = Thread.currentThread();
        server.on(CREATE, (request, connection) -> {
            caller.interrupt();
            server.hang().play(request, connection);
        });

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isTrue();
    }
}
