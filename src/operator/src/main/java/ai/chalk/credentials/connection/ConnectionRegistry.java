// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.policy.ConnectionKey;
import ai.chalk.credentials.policy.ConnectionState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The connections in memory. A state is kept only for an object whose uid was announced and that still exists, so that
 * a reconcile that outlives its object leaves nothing behind.
 */
@Singleton
public class ConnectionRegistry implements Connections {

    private record Entry(String uid, Optional<ConnectionState> state) {}

    private final boolean clusterConnections;
    private final Map<ConnectionKey, Entry> entries = new ConcurrentHashMap<>();
    private final List<Consumer<ConnectionKey>> listeners = new CopyOnWriteArrayList<>();
    private final List<InventoryListener> inventoryListeners = new CopyOnWriteArrayList<>();

    @Inject
    ConnectionRegistry(ConnectionSettings settings) {
        this.clusterConnections = settings.clusterConnections();
    }

    @Override
    public Optional<ConnectionState> find(ConnectionKey key) {
        return Optional.ofNullable(entries.get(key)).flatMap(Entry::state);
    }

    @Override
    public boolean isKnown(ConnectionKey key) {
        return entries.containsKey(key);
    }

    /** The states of all connections that have been reconciled. */
    public Stream<ConnectionState> states() {
        return entries.values().stream().flatMap(entry -> entry.state().stream());
    }

    @Override
    public boolean isServed(ConnectionKey key) {
        return clusterConnections || key.kind() != ConnectionKind.CLUSTER_CHALK_CONNECTION;
    }

    @Override
    public boolean isInUse(String clientId) {
        return entries.values().stream()
                .flatMap(entry -> entry.state().stream())
                .flatMap(state -> state.link().stream())
                .anyMatch(link -> link.clientId().equals(clientId));
    }

    @Override
    public void onChange(Consumer<ConnectionKey> listener) {
        listeners.add(listener);
    }

    @Override
    public void onListing(InventoryListener listener) {
        inventoryListeners.add(listener);
    }

    void tellListed(InventoryPoll round) {
        inventoryListeners.forEach(listener -> listener.listed(round));
    }

    void tellCounted(HasMetadata connection, int orphans) {
        inventoryListeners.forEach(listener -> listener.counted(connection, orphans));
    }

    /** An object with this name exists now. An older object with the same name is gone. */
    void appear(ConnectionKey key, String uid) {
        var before = entries.get(key);
        var known = entries.merge(
                key, new Entry(uid, Optional.empty()), (old, fresh) -> old.uid().equals(uid) ? old : fresh);
        if (before != null && before.state().isPresent() && known.state().isEmpty()) {
            tell(key);
        }
    }

    /** The object is gone, unless another one with the same name has replaced it. */
    void disappear(ConnectionKey key, String uid) {
        var removed = entries.get(key);
        if (removed != null && removed.uid().equals(uid) && entries.remove(key, removed)) {
            tell(key);
        }
    }

    boolean isPresent(ConnectionKey key, String uid) {
        var entry = entries.get(key);
        return entry != null && entry.uid().equals(uid);
    }

    /**
     * Stores a state, and notifies the listeners if it changed.
     *
     * @return whether it changed
     */
    boolean put(String uid, ConnectionState state) {
        var before = entries.get(state.key());
        if (before == null || !before.uid().equals(uid) || before.state().equals(Optional.of(state))) {
            return false;
        }
        if (entries.replace(state.key(), before, new Entry(uid, Optional.of(state)))) {
            tell(state.key());
            return true;
        }
        return false;
    }

    private void tell(ConnectionKey key) {
        listeners.forEach(listener -> listener.accept(key));
    }
}
