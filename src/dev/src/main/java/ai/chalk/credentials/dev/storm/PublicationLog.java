// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.storm;

import ai.chalk.credentials.api.v1alpha1.CurrentToken;
import ai.chalk.credentials.kubernetes.Provenance;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every token that was ever in a Secret of a namespace. A watch that does not break sees every version, even a
 * short-lived one.
 */
final class PublicationLog implements Watcher<Secret>, AutoCloseable {

    private final Map<String, CurrentToken> byId = new ConcurrentHashMap<>();
    private final Watch watch;
    private volatile boolean ended;

    // The watch starts last, after all fields that it uses are set.
    @SuppressWarnings("this-escape")
    PublicationLog(KubernetesClient client, String namespace) {
        watch = client.secrets().inNamespace(namespace).watch(this);
    }

    /** The token in a Secret's provenance. Empty if the Secret is not the operator's. */
    static Optional<CurrentToken> tokenIn(Secret secret) {
        return Optional.ofNullable(secret.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(WellKnownNames.TOKEN_ANNOTATION))
                .flatMap(Provenance::parse)
                .map(Provenance::token);
    }

    int count() {
        return byId.size();
    }

    boolean contains(String tokenId) {
        return byId.containsKey(tokenId);
    }

    Collection<CurrentToken> all() {
        return List.copyOf(byId.values());
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void eventReceived(Action action, Secret secret) {
        tokenIn(secret).ifPresent(token -> byId.put(token.tokenId(), token));
    }

    @Override
    public void onClose(WatcherException cause) {
        ended = true;
    }

    @Override
    public void close() {
        watch.close();
    }
}
