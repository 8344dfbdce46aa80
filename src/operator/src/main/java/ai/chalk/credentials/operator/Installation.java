// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

import ai.chalk.credentials.credential.InstallationNames;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.reconcile.MisconfigurationException;
import ai.chalk.credentials.revocation.OrphanSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The identity of this installation in Chalk. The id is generated once and kept in a ConfigMap beside the operator,
 * together with the uid of kube-system. With it, a cluster that was restored elsewhere can detect that it is a copy.
 */
final class Installation implements Supplier<InstallationNames>, OrphanSettings.Cluster {

    private static final Logger LOG = Logger.getLogger(Installation.class);
    private static final String ID = "id";
    private static final String PREVIOUS_IDS = "previousIds";
    private static final String KUBE_SYSTEM_UID = "kubeSystemUid";
    private static final int BYTES = 4;

    private final KubernetesClient client;
    private final String namespace;
    private final Optional<String> configured;
    private volatile @Nullable InstallationNames names;

    Installation(KubernetesClient client, String namespace, Optional<String> configured) {
        this.client = client;
        this.namespace = namespace;
        this.configured = configured;
    }

    /** The names. The first call reads or creates the ConfigMap. */
    @Override
    public InstallationNames get() {
        var known = names;
        return known == null ? find() : known;
    }

    /**
     * Synchronized, because at the first start all threads of the operator call it at once, and the API server would
     * refuse all but one.
     */
    private synchronized InstallationNames find() {
        var known = names;
        if (known == null) {
            known = read().or(this::create).or(this::read).orElseThrow(this::withoutId);
            warnAboutOther(known);
            names = known;
        }
        return known;
    }

    /** The ConfigMap exists without an id. No new id is generated, because tokens in Chalk may carry the lost one. */
    private MisconfigurationException withoutId() {
        return new MisconfigurationException("ConfigMap " + namespace + "/" + WellKnownNames.INSTALLATION
                + " has no data.id: write the id there with which the names of this installation's tokens in Chalk begin"
                + " (k8s/<id>/...), or delete the ConfigMap if it has issued none; no restart is required");
    }

    /** The ConfigMap takes precedence, because tokens already carry its id. */
    private void warnAboutOther(InstallationNames known) {
        configured
                .filter(wanted -> !wanted.equals(known.current()))
                .ifPresent(wanted -> LOG.warnf(
                        "chalk.operator.installation-id=%s is not used: ConfigMap %s/%s has id=%s; to change it, write the new"
                                + " id there, and the old one to previousIds",
                        wanted, namespace, WellKnownNames.INSTALLATION, known.current()));
    }

    /** Reads it again each time, because an administrator may have written the new uid. */
    @Override
    public boolean isConfirmed() {
        return data().filter(data -> data.containsKey(KUBE_SYSTEM_UID))
                .filter(data -> get().current().equals(data.get(ID)))
                .filter(data -> kubeSystemUid().equals(Optional.ofNullable(data.get(KUBE_SYSTEM_UID))))
                .isPresent();
    }

    /** Empty if reading is forbidden. Then no cluster is confirmed, and orphans are only counted. */
    private Optional<String> kubeSystemUid() {
        try {
            return Optional.of(client.namespaces()
                    .withName("kube-system")
                    .get()
                    .getMetadata()
                    .getUid());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Map<String, String>> data() {
        return Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(WellKnownNames.INSTALLATION)
                        .get())
                .map(ConfigMap::getData);
    }

    private Optional<InstallationNames> read() {
        return data().flatMap(data -> Optional.ofNullable(data.get(ID))
                .filter(id -> !id.isBlank())
                .map(id -> new InstallationNames(id, previous(data.getOrDefault(PREVIOUS_IDS, "")))));
    }

    private static Set<String> previous(String text) {
        return Pattern.compile("[,\\s]+")
                .splitAsStream(text)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Empty if another process was faster. */
    private Optional<InstallationNames> create() {
        var made = configured.orElseGet(Installation::random);
        var uid = kubeSystemUid();
        if (uid.isEmpty()) {
            LOG.warnf(
                    "cannot read namespace kube-system, orphans are only counted hint=\"grant get on it and write its uid"
                            + " to kubeSystemUid of ConfigMap %s/%s\"",
                    namespace, WellKnownNames.INSTALLATION);
        }
        var data = new HashMap<>(Map.of(ID, made));
        uid.ifPresent(known -> data.put(KUBE_SYSTEM_UID, known));
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(WellKnownNames.INSTALLATION)
                .addToLabels(WellKnownNames.MANAGED_BY_LABEL, WellKnownNames.OPERATOR)
                .endMetadata()
                .withData(data)
                .build();
        try {
            client.resource(map).create();
            return Optional.of(new InstallationNames(made, Set.of()));
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
