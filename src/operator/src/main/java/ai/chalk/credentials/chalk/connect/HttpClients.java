// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The HTTP clients, and with them the open connections: one for each CA bundle, shared by all connections that trust it.
 * Redirects are never followed, because they could carry a secret to another host.
 */
final class HttpClients {

    private static final int AT_MOST = 32;

    private final ProxySettings proxies;
    private final Duration connectTimeout;
    private final LoadingCache<Optional<String>, HttpClient> byBundle =
            Caffeine.newBuilder().maximumSize(AT_MOST).executor(Runnable::run).build(this::make);

    HttpClients(ProxySettings proxies, Duration connectTimeout) {
        this.proxies = proxies;
        this.connectTimeout = connectTimeout;
    }

    HttpClient trusting(Optional<String> caBundle) throws InvalidSettingException {
        try {
            return byBundle.get(caBundle);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InvalidSettingException unusable) {
                throw unusable;
            }
            throw failed;
        }
    }

    /**
     * Makes the next call open new connections: after a call without an answer the old connection may be dead without a sign of
     * it, and the JDK would go on using it.
     */
    void discard(HttpClient suspect) {
        byBundle.asMap().values().remove(suspect);
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
