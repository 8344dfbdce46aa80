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
 * Sends one request and brings back whatever answers. The time limit covers everything up to the last byte: the JDK's own
 * ends with the header of the answer.
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

    /** The first words of a message about that operation. */
    CallLabel place(Operation operation) {
        return new CallLabel(operation, requests.serverForPeople());
    }

    /** What becomes of an answer. */
    interface Understanding<R> {
        R of(ChalkResponse answer) throws ChalkException;
    }

    <R> R send(ChalkCall call, Understanding<R> understanding) throws ChalkException {
        var place = place(call.operation());
        try {
            var client = clients.trusting(settings.caBundle());
            var body = new StartTrackingBody(call.body().map(ConnectJson::write).orElse(new byte[0]));
            var request = requests.build(call, body);
            gate.enter(place);
            try {
                return timer.measure(call.operation(), () -> understanding.of(exchange(client, request, call, body)));
            } finally {
                gate.leave();
            }
        } catch (InvalidSettingException unusable) {
            throw place.definite(REJECTED, "was not sent: " + unusable.remedy());
        }
    }

    private ChalkResponse exchange(HttpClient client, HttpRequest request, ChalkCall call, StartTrackingBody body)
            throws ChalkException {
        var breakage =
                new TransportFailures(place(call.operation()), () -> call.body().isEmpty() || body.isBegun(), timeout);
        var coming = client.sendAsync(request, BoundedBody.upTo(call.operation().bodyLimit()));
        try {
            return answer(coming.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException silence) {
            coming.cancel(true);
            clients.discard(client);
            throw breakage.noAnswer();
        } catch (InterruptedException interrupted) {
            coming.cancel(true);
            throw breakage.interrupted();
        } catch (ExecutionException broken) {
            throw breakage.because(broken);
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

    /** The JDK gives no body at all with a 407 of a proxy that was asked for a tunnel. */
    private static BoundedBody.Content content(HttpResponse<BoundedBody.Content> response) {
        return Optional.ofNullable(response.body()).orElse(BoundedBody.Content.NONE);
    }
}
