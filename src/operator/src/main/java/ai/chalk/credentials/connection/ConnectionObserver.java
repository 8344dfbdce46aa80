// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.CaBundleKind;
import ai.chalk.credentials.api.v1alpha1.CaBundleRef;
import ai.chalk.credentials.api.v1alpha1.ConnectionPolicy;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.Defaults;
import ai.chalk.credentials.api.v1alpha1.NamespaceRequirement;
import ai.chalk.credentials.api.v1alpha1.SelectorOperator;
import ai.chalk.credentials.chalk.ChalkConnector;
import ai.chalk.credentials.chalk.ClientCredentials;
import ai.chalk.credentials.chalk.ClientSecret;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionReason;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects to which a connection's spec refers, and derives the settings for calling Chalk. Writes nothing.
 */
final class ConnectionObserver {

    private static final String DEFAULT_ID_KEY = "client_id";
    private static final String DEFAULT_SECRET_KEY = "client_secret";

    private final AllowedApiServers allowed;

    private record Credentials(ClientCredentials pair, boolean isOurSecret) {}

    ConnectionObserver(AllowedApiServers allowed) {
        this.allowed = allowed;
    }

    Resolution<ObservedConnection> observe(ConnectionKey key, ConnectionSpec spec, KubernetesClient client) {
        var objects = new ObjectReader(client);
        return understood(spec).then(this::apiServer).then(apiServer -> credentials(key, spec, objects)
                .then(own -> caBundle(key, spec, objects)
                        .then(bundle -> Resolution.found(new ObservedConnection(
                                settings(apiServer, own.pair(), bundle, spec), own.isOurSecret())))));
    }

    private static ChalkConnector.Settings settings(
            URI apiServer, ClientCredentials pair, Optional<String> bundle, ConnectionSpec spec) {
        return new ChalkConnector.Settings(
                apiServer, pair, bundle, Defaults.requestsPerSecond(spec), Defaults.concurrency(spec));
    }

    /** A spec that was written for a newer version is not carried out. */
    private static Resolution<ConnectionSpec> understood(ConnectionSpec spec) {
        if (spec.caBundleRef() != null && spec.caBundleRef().kind() == CaBundleKind.UNKNOWN) {
            return invalid("spec.caBundleRef.kind is unknown to this version of the operator: use ConfigMap or Secret");
        }
        if (requirements(spec.policy()).stream().anyMatch(one -> one.operator() == SelectorOperator.UNKNOWN)) {
            return invalid(
                    "spec.policy.namespaces.matchExpressions contains an operator that this version does not know:"
                            + " use In, NotIn, Exists or DoesNotExist");
        }
        return Resolution.found(spec);
    }

    private static List<NamespaceRequirement> requirements(@Nullable ConnectionPolicy policy) {
        var selector = policy == null ? null : policy.namespaces();
        var expressions = selector == null ? null : selector.matchExpressions();
        return expressions == null ? List.of() : expressions;
    }

    private Resolution<URI> apiServer(ConnectionSpec spec) {
        var text = spec.apiServer();
        return allowed.refusal(text)
                .map(why -> Resolution.<URI>unusable(ConnectionReason.API_SERVER_NOT_ALLOWED, why))
                .orElseGet(() ->
                        Resolution.found(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text)));
    }

    private static Resolution<Credentials> credentials(ConnectionKey key, ConnectionSpec spec, ObjectReader objects) {
        var ref = spec.credentialsSecretRef();
        var idKey = Objects.requireNonNullElse(ref.clientIdKey(), DEFAULT_ID_KEY);
        var secretKey = Objects.requireNonNullElse(ref.clientSecretKey(), DEFAULT_SECRET_KEY);
        var object = ReferencedObject.credentials(key, spec);
        if (object.isEmpty()) {
            return invalid("spec.credentialsSecretRef.namespace is missing: set it to the namespace of the Secret");
        }
        return objects.read(object.get(), ConnectionReason.SECRET_NOT_FOUND, "spec.credentialsSecretRef")
                .then(data -> value(object.get(), data, idKey, "clientIdKey")
                        .then(id -> value(object.get(), data, secretKey, "clientSecretKey")
                                .then(secret -> Resolution.found(new Credentials(
                                        new ClientCredentials(id, new ClientSecret(secret)), data.isOurs())))));
    }

    private static Resolution<String> value(ReferencedObject object, ReferencedValues data, String key, String field) {
        var value = data.values().getOrDefault(key, "").strip();
        return value.isEmpty()
                ? Resolution.unusable(
                        ConnectionReason.SECRET_KEY_MISSING,
                        "%s has no value under the key %s: add it, or name another in spec.credentialsSecretRef.%s"
                                .formatted(object, key, field))
                : Resolution.found(value);
    }

    private static Resolution<Optional<String>> caBundle(ConnectionKey key, ConnectionSpec spec, ObjectReader objects) {
        var ref = spec.caBundleRef();
        if (ref == null) {
            return Resolution.found(Optional.empty());
        }
        var object = ReferencedObject.caBundle(key, ref);
        if (object.isEmpty()) {
            return invalid("spec.caBundleRef.namespace is missing: set it to the namespace of the CA bundle");
        }
        return objects.read(object.get(), ConnectionReason.CA_BUNDLE_NOT_FOUND, "spec.caBundleRef")
                .then(data -> certificates(object.get(), data, ref));
    }

    private static Resolution<Optional<String>> certificates(
            ReferencedObject object, ReferencedValues data, CaBundleRef ref) {
        var pem = data.values().getOrDefault(ref.key(), "");
        if (pem.isBlank()) {
            return Resolution.unusable(
                    ConnectionReason.CA_BUNDLE_KEY_MISSING,
                    "%s has no value under the key %s: add it, or name another in spec.caBundleRef.key"
                            .formatted(object, ref.key()));
        }
        return holdsCertificates(pem)
                ? Resolution.found(Optional.of(pem))
                : Resolution.unusable(
                        ConnectionReason.CA_BUNDLE_INVALID,
                        "%s does not contain certificates in PEM format under the key %s: correct it"
                                .formatted(object, ref.key()));
    }

    private static boolean holdsCertificates(String pem) {
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(bytes)
                    .isEmpty();
        } catch (CertificateException notPem) {
            return false;
        }
    }

    private static <T> Resolution<T> invalid(String message) {
        return Resolution.unusable(ConnectionReason.INVALID_SPEC, message);
    }
}
