// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import ai.chalk.credentials.chalk.ChalkApi;
import ai.chalk.credentials.chalk.ChalkConnector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Opens connections to Chalk API servers. One instance per process, because all connections share its HTTP clients. With an
 * invalid setting, such as a CA bundle that is not PEM or an apiServer that is not a URL, each call fails.
 */
public final class ConnectChalkConnector implements ChalkConnector {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final SharedNetwork network;
    private final MonotonicTime time;
    private final Duration longestWait;

    /**
     * Uses the default timeouts.
     *
     * @param environment the environment variables, for HTTPS_PROXY, HTTP_PROXY and NO_PROXY
     */
    public ConnectChalkConnector(Map<String, String> environment, InstantSource clock) {
        this(environment, clock, CallListener.NONE);
    }

    /** Also reports how long each call took. */
    public ConnectChalkConnector(Map<String, String> environment, InstantSource clock, CallListener listener) {
        this(environment, clock, Timeouts.DEFAULT, MonotonicTime.ofMachine(), listener);
    }

    public ConnectChalkConnector(Map<String, String> environment, InstantSource clock, Timeouts timeouts) {
        this(environment, clock, timeouts, MonotonicTime.ofMachine());
    }

    ConnectChalkConnector(Map<String, String> environment, InstantSource clock, Timeouts timeouts, MonotonicTime time) {
        this(environment, clock, timeouts, time, CallListener.NONE);
    }

    ConnectChalkConnector(
            Map<String, String> environment,
            InstantSource clock,
            Timeouts timeouts,
            MonotonicTime time,
            CallListener listener) {
        JdkHttpSettings.apply();
        var proxies = new ProxySettings(environment);
        this.network = new SharedNetwork(
                new HttpClients(proxies, timeouts.connect()), proxies, clock, timeouts, new CallTimer(time, listener));
        this.time = time;
        this.longestWait = LONGEST_WAIT;
    }

    @Override
    public ChalkApi open(Settings settings) {
        var gate = new ConnectionGate(settings.requestsPerSecond(), settings.concurrency(), longestWait, time);
        var server = new ChalkHttpApi(new Transport(settings, network, gate));
        var exchange = new TokenExchange(server, network.clock());
        return new ConnectChalkApi(
                server, exchange, new AccessTokenSource(exchange, settings.credentials(), network.clock()));
    }
}
