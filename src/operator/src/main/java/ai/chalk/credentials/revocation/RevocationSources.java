// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.revocation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.connection.Connections;
import ai.chalk.credentials.policy.ConnectionKey;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Triggers reconciles of a record before its time: when its connection changes, because the record may wait for that.
 */
public final class RevocationSources {

    private static final String BY_CONNECTION = "revocations-by-connection";

    private final Connections connections;
    private final SimpleInboundEventSource<ChalkRevocation> wakeUps = new SimpleInboundEventSource<>("wake-up");
    private final Set<ResourceID> urgent = ConcurrentHashMap.newKeySet();
    private volatile @Nullable IndexerResourceCache<ChalkRevocation> revocations;

    RevocationSources(Connections connections) {
        this.connections = connections;
    }

    List<EventSource<?, ChalkRevocation>> prepare(EventSourceContext<ChalkRevocation> context) {
        var cache = context.getPrimaryCache();
        revocations = cache;
        cache.addIndexer(
                BY_CONNECTION,
                revocation -> List.of(
                        ConnectionKey.of(revocation.getSpec().connection()).toString()));
        connections.onChange(key -> changed(key, cache));
        return List.of(wakeUps);
    }

    private void changed(ConnectionKey key, IndexerResourceCache<ChalkRevocation> cache) {
        // Records that were deleted before their reconcile. Without this, they would be remembered forever.
        urgent.removeIf(known -> cache.get(known).isEmpty());
        cache.byIndex(BY_CONNECTION, key.toString()).forEach(found -> {
            urgent.add(ResourceID.fromResource(found));
            wake(ResourceID.fromResource(found));
        });
    }

    /** All records in the cache; none before it is filled. */
    public Stream<ChalkRevocation> revocations() {
        return Optional.ofNullable(revocations).stream().flatMap(IndexerResourceCache::list);
    }

    /** Triggers a reconcile. */
    public void wake(ResourceID revocation) {
        wakeUps.propagateEvent(revocation);
    }

    /** Whether it is tried before its time, because its connection has changed since. */
    boolean isUrgent(ResourceID revocation) {
        return urgent.contains(revocation);
    }

    /** An attempt has begun. */
    void settle(ResourceID revocation) {
        urgent.remove(revocation);
    }
}
