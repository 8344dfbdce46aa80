// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import static ai.chalk.credentials.chalk.ChalkFailureKind.REJECTED;

import ai.chalk.credentials.chalk.ChalkConnector.Settings;
import ai.chalk.credentials.chalk.ChalkException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a request and returns the response. The timeout covers the whole call up to the last byte of the body, while the JDK's
 * own timeout ends with the response headers.
 */
final class Transport {

    private final Settings settings;
    private final HttpClients clients;
    private final ConnectionGate gate;
    private final RequestBuilder requests;
    private final InstantSource clock;
    private final Duration timeout;
    private final CallTimer timer;

    Transport(Settings settings, SharedNetwork network, ConnectionGate gate) {
        this.settings = settings;
        this.clients = network.clients();
        this.gate = gate;
        this.requests = new RequestBuilder(settings.apiServer(), network.proxies());
        this.clock = network.clock();
        this.timeout = network.timeouts().request();
        this.timer = network.timer();
    }

    /** The beginning of every message about that operation. */
    CallLabel label(Operation operation) {
        return new CallLabel(operation, requests.displayName());
    }

    /** Converts a response to a result. */
    interface ResponseHandler<R> {
        R handle(ChalkResponse answer) throws ChalkException;
    }

    <R> R send(ChalkCall call, ResponseHandler<R> handler) throws ChalkException {
        var label = label(call.operation());
        try {
            var client = clients.trusting(settings.caBundle());
            var body = new StartTrackingBody(call.body().map(ConnectJson::write).orElse(new byte[0]));
            var request = requests.build(call, body);
            gate.enter(label);
            try {
                return timer.measure(call.operation(), () -> handler.handle(exchange(client, request, call, body)));
            } finally {
                gate.leave();
            }
        } catch (InvalidSettingException unusable) {
            throw label.definite(REJECTED, "was not sent: " + unusable.remedy());
        }
    }

    private ChalkResponse exchange(HttpClient client, HttpRequest request, ChalkCall call, StartTrackingBody body)
            throws ChalkException {
        var failures =
                new TransportFailures(label(call.operation()), () -> call.body().isEmpty() || body.isBegun(), timeout);
        var coming = client.sendAsync(request, BoundedBody.upTo(call.operation().bodyLimit()));
        try {
            return answer(coming.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException silence) {
            coming.cancel(true);
            clients.discard(client);
            throw failures.noAnswer();
        } catch (InterruptedException interrupted) {
            coming.cancel(true);
            throw failures.interrupted();
        } catch (ExecutionException broken) {
            throw failures.because(broken);
        }
    }

    private ChalkResponse answer(HttpResponse<BoundedBody.Content> response) {
        var pause = response.statusCode() == 429 || response.statusCode() == 503
                ? response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.parse(text, clock.instant()))
                : Optional.<Duration>empty();
        pause.ifPresent(gate::close);
        return new ChalkResponse(
                response.statusCode(), response.headers().firstValue("Content-Type"), pause, content(response));
    }

    /** When a proxy refuses a tunnel with 407, the JDK gives no body at all. */
    private static BoundedBody.Content content(HttpResponse<BoundedBody.Content> response) {
        return Optional.ofNullable(response.body()).orElse(BoundedBody.Content.NONE);
    }
}
