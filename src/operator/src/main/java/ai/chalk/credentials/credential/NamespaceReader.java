// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Reads namespaces one by one, for an operator that watches only some namespaces: a Role can grant only {@code get} on
 * its own namespace, but neither list nor watch. A result is reused for 30 seconds.
 */
final class NamespaceReader {

    private static final Logger LOG = Logger.getLogger(NamespaceReader.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final LoadingCache<String, Optional<Namespace>> reads;
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();

    NamespaceReader(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.reads = Caffeine.newBuilder()
                .expireAfterWrite(A_MOMENT)
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()))
                .executor(Runnable::run)
                .build(this::read);
    }

    /** The namespace, as read at most 30 seconds ago. */
    Optional<Namespace> get(String name) {
        return reads.get(name);
    }

    private Optional<Namespace> read(String name) {
        try {
            var found = Optional.ofNullable(client.namespaces().withName(name).get());
            forbidden.remove(name);
            return found;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            if (forbidden.add(name)) {
                LOG.warnf(
                        "cannot read namespace, treating it as unlabelled namespace=%s hint=\"grant get on namespaces"
                                + " in a Role there\"",
                        name);
            }
            return Optional.of(unseen(name));
        }
    }

    /**
     * A namespace with only the label that every namespace has, so that a policy that requires any other label refuses
     * it.
     */
    private static Namespace unseen(String name) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/metadata.name", name)
                .endMetadata()
                .build();
    }
}
