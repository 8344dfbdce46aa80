// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.kubernetes.WellKnownNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The cache of one informer of one process. Changes by others arrive late and in order; the process's own writes are
 * visible at once, as the framework guarantees. Like the real informer it holds only Secrets with the label of the
 * operator.
 */
final class LifeCache<T extends HasMetadata> {

    private final LifeCluster cluster;
    private final Class<T> kind;
    private final Map<String, T> known = new HashMap<>();
    private int followed;

    LifeCache(LifeCluster cluster, Class<T> kind) {
        this.cluster = cluster;
        this.kind = kind;
        catchUp();
    }

    Optional<T> get(String name) {
        return Optional.ofNullable(known.get(name)).map(LifeObjects::copy);
    }

    List<T> list() {
        return known.values().stream().map(LifeObjects::copy).toList();
    }

    boolean lags() {
        return followed < cluster.history(kind).size();
    }

    void catchUp() {
        catchUp(Integer.MAX_VALUE);
    }

    /** Delivers this many of the pending changes. */
    void catchUp(int count) {
        var history = cluster.history(kind);
        for (int i = 0; i < count && followed < history.size(); i++) {
            arrive(history.get(followed++));
        }
    }

    private void arrive(LifeCluster.Change change) {
        var before = known.get(change.name());
        if (before != null && LifeObjects.version(before) >= change.version()) {
            return;
        }
        change.after()
                .map(kind::cast)
                .filter(LifeCache::isWatched)
                .ifPresentOrElse(
                        object -> known.put(change.name(), LifeObjects.copy(object)),
                        () -> known.remove(change.name()));
    }

    void own(T written) {
        known.put(written.getMetadata().getName(), LifeObjects.copy(written));
    }

    private static boolean isWatched(HasMetadata object) {
        return !(object instanceof Secret)
                || Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of())
                        .containsKey(WellKnownNames.CREDENTIAL_LABEL);
    }
}
