// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks the API server whether something exists yet. Every failure during its start counts as no. */
final class ApiServerProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI server;
    private final Path certificate;
    private final String token;
    private @Nullable HttpClient client;

    ApiServerProbe(URI server, Path certificate, String token) {
        this.server = server;
        this.certificate = certificate;
        this.token = token;
    }

    /** Whether there is a response to the path, and it contains the text. */
    boolean sees(String path, String text) {
        if (!Files.exists(certificate)) {
            return false;
        }
        try {
            var request = HttpRequest.newBuilder(server.resolve(path))
                    .header("Authorization", "Bearer " + token)
                    .timeout(TIMEOUT)
                    .build();
            var answer = client().send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains(text);
        } catch (IOException | GeneralSecurityException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailableException("Interrupted while the cluster was starting", e);
        }
    }

    /** Created late, because the API server generates its certificate when it starts. */
    private HttpClient client() throws IOException, GeneralSecurityException {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .sslContext(trusting(certificate))
                    .connectTimeout(TIMEOUT)
                    .build();
        }
        return client;
    }

    private static SSLContext trusting(Path certificates) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(certificates)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + store.size(), certificate);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
