// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP clients, and with them the open connections: one for each CA bundle, whoever calls with it. Redirects are never
 * followed, as they could carry a secret to another host.
 */
final class HttpClients {

    private static final int AT_MOST = 32;

    private final ProxySettings proxies;
    private final Duration connectTimeout;
    private final Map<Optional<String>, HttpClient> byBundle = new LinkedHashMap<>(AT_MOST, 0.75f, true);

    HttpClients(ProxySettings proxies, Duration connectTimeout) {
        this.proxies = proxies;
        this.connectTimeout = connectTimeout;
    }

    synchronized HttpClient trusting(Optional<String> caBundle) throws InvalidSettingException {
        var known = byBundle.get(caBundle);
        if (known != null) {
            return known;
        }
        var made = make(caBundle);
        byBundle.put(caBundle, made);
        if (byBundle.size() > AT_MOST) {
            byBundle.remove(byBundle.keySet().iterator().next());
        }
        return made;
    }

    /**
     * Lets the next call open new connections: after a call without an answer the old one may be dead without anybody having
     * said so, and the JDK would go on using it.
     */
    synchronized void discard(HttpClient suspect) {
        byBundle.values().remove(suspect);
    }

    private HttpClient make(Optional<String> caBundle) throws InvalidSettingException {
        var builder = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(Redirect.NEVER)
                .proxy(proxies);
        if (caBundle.isPresent()) {
            builder.sslContext(TrustedCertificates.only(caBundle.get()));
        }
        return builder.build();
    }
}
