// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.kubernetes.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who this installation is in Chalk. The id is made once and kept in a ConfigMap beside the operator, with the uid of
 * kube-system, so that a cluster that was restored elsewhere can tell that it is a copy.
 */
final class Installation implements Supplier<String> {

    private static final String ID = "id";
    private static final String KUBE_SYSTEM_UID = "kubeSystemUid";
    private static final int BYTES = 4;

    private final KubernetesClient client;
    private final String namespace;
    private final Optional<String> configured;
    private volatile @Nullable String id;

    Installation(KubernetesClient client, String namespace, Optional<String> configured) {
        this.client = client;
        this.namespace = namespace;
        this.configured = configured;
    }

    /** The id; reads or makes the ConfigMap the first time. */
    @Override
    public String get() {
        var known = id;
        return known == null ? find() : known;
    }

    /** One at a time: at the first start every thread of the operator asks at once, and all but one would be refused. */
    private synchronized String find() {
        var known = id;
        if (known == null) {
            known = read().or(this::create).orElseGet(() -> read().orElseThrow());
            id = known;
        }
        return known;
    }

    private Optional<String> read() {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(Names.INSTALLATION)
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.get(ID));
    }

    /** Empty where another process was faster. */
    private Optional<String> create() {
        var made = configured.orElseGet(Installation::random);
        var kubeSystem = client.namespaces().withName("kube-system").get();
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(Names.INSTALLATION)
                .addToLabels(Names.MANAGED_BY_LABEL, Names.OPERATOR)
                .endMetadata()
                .withData(Map.of(
                        ID, made, KUBE_SYSTEM_UID, kubeSystem.getMetadata().getUid()))
                .build();
        try {
            client.resource(map).create();
            return Optional.of(made);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
