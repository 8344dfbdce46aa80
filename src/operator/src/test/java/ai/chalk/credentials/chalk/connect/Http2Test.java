// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.UNAVAILABLE;
import static ai.chalk.credentials.chalk.ChalkFailureKind.UNINTELLIGIBLE;
import static ai.chalk.credentials.chalk.connect.ConnectFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.chalk.credentials.chalk.ChalkApi;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Http2Test {

    private static final Vertx VERTX = Vertx.vertx();
    private static final List<HttpVersion> VERSIONS = new CopyOnWriteArrayList<>();

    private static volatile Handler<HttpServerRequest> creation = request -> {};
    private static ChalkApi chalk;

    @BeforeAll
    static void startServer(@TempDir Path directory) throws Exception {
        var certificate = TestCertificate.of(directory, "ip:127.0.0.1");
        var key = new PfxOptions().setPath(certificate.file().toString()).setPassword(certificate.password());
        var options = new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(key);
        var server = arrived(VERTX.createHttpServer(options)
                .requestHandler(Http2Test::answer)
                .listen(0, "127.0.0.1"));
        var time = new TestTime();
        chalk = new ConnectChalkConnector(Map.of(), time, ConnectFixture.PATIENT, time)
                .open(ConnectFixture.settings(uri(server), Optional.of(certificate.pem())));
    }

    @AfterAll
    static void stopServer() throws Exception {
        arrived(VERTX.close());
    }

    private static URI uri(HttpServer server) {
        return URI.create("https://127.0.0.1:" + server.actualPort());
    }

    private static <T> T arrived(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void answer(HttpServerRequest request) {
        VERSIONS.add(request.version());
        if (request.uri().endsWith("/token")) {
            request.response().end("{\"access_token\":\"" + StubResponses.ACCESS_TOKEN + "\",\"expires_in\":3600}");
        } else {
            request.body().onSuccess(read -> creation.handle(request));
        }
    }

    @Test
    void usesHttp2IfTheServerDoes() throws Exception {
        creation = request ->
                request.response().end("{\"agent\":{\"id\":\"t\",\"clientId\":\"c\"},\"clientSecret\":\"s\"}");

        assertThat(chalk.createServiceToken("env-1", ConnectFixture.token()).id())
                .isEqualTo("t");

        assertThat(VERSIONS).containsOnly(HttpVersion.HTTP_2);
    }

    @Test
    void failsDoubtfullyWhenAStreamIsReset() {
        creation = request -> request.response().reset(2);

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isTrue();
    }

    @Test
    void failsDoubtfullyWhenTheConnectionIsClosed() {
        creation = request -> request.connection().close();

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.doubtful()).isTrue();
    }

    @Test
    void closesTheStreamOfABodyThatIsTooLong() throws Exception {
        creation = request -> request.response().end(Buffer.buffer(new byte[50_000_000]));

        var failure = failureOf(() -> chalk.createServiceToken("env-1", ConnectFixture.token()));

        assertThat(failure.kind()).isEqualTo(UNINTELLIGIBLE);
        assertThat(failure.doubtful()).isTrue();
        usesHttp2IfTheServerDoes();
    }
}
