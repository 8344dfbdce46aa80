// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Triggers a reconcile of a connection when its Secret or CA bundle changes. There is one watch per referenced object,
 * and none on all Secrets of the cluster. A watch is closed when no connection refers to the object any more. It also
 * reports connections that are created and deleted, because a deleted connection is not reconciled.
 */
final class ReferencedObjects<P extends HasMetadata> extends AbstractEventSource<HasMetadata, P>
        implements ResourceEventAware<P> {

    /** What to do when connections are created and deleted. */
    interface Lifecycle<P> {

        void appeared(P connection);

        void disappeared(P connection);
    }

    private record Watched(ObjectWatch watch, Set<ResourceID> connections) {}

    private final Lifecycle<P> lifecycle;
    private final Map<ResourceID, Set<ReferencedObject>> wanted = new HashMap<>();
    private final Map<ReferencedObject, Watched> watched = new HashMap<>();

    ReferencedObjects(Lifecycle<P> lifecycle) {
        super(HasMetadata.class, "referenced-objects");
        this.lifecycle = lifecycle;
    }

    /**
     * From now on, these objects trigger a reconcile of that connection, and no others do. Called after the objects
     * were read: a change since then triggers a reconcile at once.
     */
    synchronized void watch(ResourceID connection, Set<ReferencedObject> objects, KubernetesClient client) {
        var before = wanted.replace(connection, objects);
        if (before == null) {
            return;
        }
        before.stream().filter(object -> !objects.contains(object)).forEach(object -> leave(object, connection));
        objects.stream().filter(object -> !before.contains(object)).forEach(object -> join(object, connection, client));
    }

    private void join(ReferencedObject object, ResourceID connection, KubernetesClient client) {
        var shared = watched.get(object);
        if (shared != null) {
            shared.connections().add(connection);
            wake(connection);
            return;
        }
        Set<ResourceID> connections = ConcurrentHashMap.newKeySet();
        connections.add(connection);
        var watch = ObjectWatch.start(object, client, () -> connections.forEach(this::wake));
        watched.put(object, new Watched(watch, connections));
    }

    private void leave(ReferencedObject object, ResourceID connection) {
        var shared = watched.get(object);
        if (shared == null) {
            return;
        }
        shared.connections().remove(connection);
        if (shared.connections().isEmpty()) {
            watched.remove(object);
            shared.watch().stop();
        }
    }

    private void wake(ResourceID connection) {
        getEventHandler().handleEvent(new Event(connection));
    }

    /** The objects that are watched now. */
    synchronized Set<ReferencedObject> watched() {
        return Set.copyOf(watched.keySet());
    }

    @Override
    public void onResourceCreated(P connection) {
        synchronized (this) {
            wanted.putIfAbsent(ResourceID.fromResource(connection), Set.of());
        }
        lifecycle.appeared(connection);
    }

    @Override
    public void onResourceUpdated(P connection, P before) {
        lifecycle.appeared(connection);
    }

    @Override
    public void onResourceDeleted(P connection) {
        synchronized (this) {
            var id = ResourceID.fromResource(connection);
            var objects = wanted.remove(id);
            if (objects != null) {
                objects.forEach(object -> leave(object, id));
            }
        }
        lifecycle.disappeared(connection);
    }

    @Override
    public synchronized void stop() {
        watched.values().forEach(shared -> shared.watch().stop());
        watched.clear();
        wanted.replaceAll((connection, objects) -> Set.of());
        super.stop();
    }

    @Override
    public Set<HasMetadata> getSecondaryResources(P connection) {
        return Set.of();
    }
}
