// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk.connect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes a TLS context from the CA bundle of a connection. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /** A TLS context that trusts only these certificates. */
    static SSLContext only(String pem) throws InvalidSettingException {
        var certificates = parse(pem);
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var certificate : certificates) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException refused) {
            throw unusable();
        }
    }

    private static Collection<? extends Certificate> parse(String pem) throws InvalidSettingException {
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (certificates.isEmpty()) {
                throw unusable();
            }
            return certificates;
        } catch (CertificateException notPem) {
            throw unusable();
        }
    }

    private static InvalidSettingException unusable() {
        return new InvalidSettingException(
                "the CA bundle of the connection does not contain PEM certificates; correct the object that caBundleRef names");
    }
}
