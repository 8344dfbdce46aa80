// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.CaBundleKind;
import ai.chalk.credentials.policy.ConnectionReason;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one Secret or ConfigMap at a time, directly from the API server. */
final class ObjectReader {

    /** Marks every Secret that a credential of this operator writes. */
    private static final String OUR_LABEL = "credentials.chalk.ai/credential";

    private final KubernetesClient client;

    ObjectReader(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The decoded values of an object.
     *
     * @param absence the reason if the object does not exist
     * @param field the field of the spec that names it
     */
    Resolution<ReferencedValues> read(ReferencedObject object, ConnectionReason absence, String field) {
        try {
            return get(object)
                    .map(Resolution::found)
                    .orElseGet(() -> Resolution.unusable(
                            absence, "%s does not exist: create it, or correct %s".formatted(object, field)));
        } catch (KubernetesClientException failed) {
            return failed.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                    ? Resolution.unusable(
                            ConnectionReason.REFERENCE_FORBIDDEN,
                            "the operator may not read %s: grant its service account get, list and watch on it"
                                    .formatted(object))
                    : Resolution.unusable(
                            ConnectionReason.KUBERNETES_UNAVAILABLE,
                            "%s could not be read, because the Kubernetes API server did not answer; the operator retries"
                                    .formatted(object));
        }
    }

    private Optional<ReferencedValues> get(ReferencedObject object) {
        if (object.kind() == CaBundleKind.SECRET) {
            var secret = client.secrets()
                    .inNamespace(object.namespace())
                    .withName(object.name())
                    .get();
            return Optional.ofNullable(secret).map(ObjectReader::contents);
        }
        var configMap = client.configMaps()
                .inNamespace(object.namespace())
                .withName(object.name())
                .get();
        return Optional.ofNullable(configMap).map(found -> new ReferencedValues(orEmpty(found.getData()), false));
    }

    private static ReferencedValues contents(Secret secret) {
        return new ReferencedValues(
                decoded(secret), orEmpty(secret.getMetadata().getLabels()).containsKey(OUR_LABEL));
    }

    private static Map<String, String> decoded(Secret secret) {
        var values = new HashMap<String, String>();
        orEmpty(secret.getData())
                .forEach((key, value) ->
                        values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return values;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> data) {
        return data == null ? Map.of() : data;
    }
}
