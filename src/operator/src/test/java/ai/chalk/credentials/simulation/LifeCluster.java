// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.WriteResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An API server in memory with one namespace: the present state of every object, and the history that each cache
 * follows at its own pace. It enforces what the operator relies on: versions, uids, finalizers, generations, and that
 * nothing is created in a namespace that is being deleted.
 */
public final class LifeCluster {

    static final String NAMESPACE = "fraud";

    /** One change of one object, as a watch reports it; empty if the object is gone. */
    record Change(String name, long version, Optional<HasMetadata> after) {}

    private final Map<Class<?>, Map<String, HasMetadata>> objects = new HashMap<>();
    private final Map<Class<?>, List<Change>> changes = new HashMap<>();
    private final InstantSource clock;
    private long version;
    private long uids;

    LifeCluster(InstantSource clock) {
        this.clock = clock;
        create(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build());
    }

    <T extends HasMetadata> Optional<T> get(Class<T> kind, String name) {
        return Optional.ofNullable(all(kind).get(name)).map(kind::cast).map(LifeObjects::copy);
    }

    <T extends HasMetadata> List<T> list(Class<T> kind) {
        return all(kind).values().stream()
                .map(kind::cast)
                .map(LifeObjects::copy)
                .toList();
    }

    List<Change> history(Class<?> kind) {
        return changes.computeIfAbsent(kind, any -> new ArrayList<>());
    }

    boolean terminating() {
        return get(Namespace.class, NAMESPACE)
                .filter(found -> found.getMetadata().getDeletionTimestamp() != null)
                .isPresent();
    }

    <T extends HasMetadata> WriteResult<T> create(T object) {
        if (all(object.getClass()).containsKey(object.getMetadata().getName())) {
            return LifeObjects.conflict();
        }
        if (object.getMetadata().getNamespace() != null && terminating()) {
            return new WriteResult<>(WriteResult.Result.REFUSED, Optional.empty(), "the namespace is being terminated");
        }
        var created = LifeObjects.copy(object);
        created.getMetadata().setUid("%08x-5e6f-4a7b-8c9d-0e1f2a3b4c5d".formatted(++uids));
        created.getMetadata().setGeneration(1L);
        created.getMetadata().setCreationTimestamp(clock.instant().toString());
        return done(put(created));
    }

    /** Writes everything except the status. */
    public <T extends HasMetadata> WriteResult<T> update(T object) {
        return guarded(object).map(now -> replace(object, now)).orElseGet(LifeObjects::conflict);
    }

    WriteResult<ChalkServiceCredential> updateStatus(ChalkServiceCredential credential) {
        return guarded(credential)
                .map(now -> {
                    now.setStatus(credential.getStatus());
                    return done(put(now));
                })
                .orElseGet(LifeObjects::conflict);
    }

    /** The present object, if it is the same one and still has the version that the writer has read. */
    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> Optional<T> guarded(T object) {
        var written = object.getMetadata();
        return get((Class<T>) object.getClass(), written.getName())
                .filter(now -> now.getMetadata().getUid().equals(written.getUid()))
                .filter(now -> now.getMetadata().getResourceVersion().equals(written.getResourceVersion()));
    }

    private <T extends HasMetadata> WriteResult<T> replace(T object, T now) {
        var next = LifeObjects.copy(object);
        var metadata = next.getMetadata();
        var before = now.getMetadata();
        metadata.setCreationTimestamp(before.getCreationTimestamp());
        metadata.setDeletionTimestamp(before.getDeletionTimestamp());
        metadata.setGeneration(before.getGeneration());
        if (next instanceof ChalkServiceCredential credential && now instanceof ChalkServiceCredential old) {
            credential.setStatus(old.getStatus());
            boolean edited = !old.getSpec().equals(credential.getSpec());
            metadata.setGeneration(before.getGeneration() + (edited ? 1 : 0));
        }
        if (metadata.getDeletionTimestamp() != null && metadata.getFinalizers().isEmpty()) {
            remove(next);
            return done(next);
        }
        return done(put(next));
    }

    /** Deletes an object, or marks it as being deleted if it has a finalizer. */
    void delete(Class<? extends HasMetadata> kind, String name) {
        get(kind, name).ifPresent(found -> {
            if (found.getMetadata().getFinalizers().isEmpty()) {
                remove(found);
            } else if (found.getMetadata().getDeletionTimestamp() == null) {
                found.getMetadata().setDeletionTimestamp(clock.instant().toString());
                found.getMetadata().setGeneration(found.getMetadata().getGeneration() + 1);
                put(found);
            }
        });
    }

    /** Marks the namespace as being deleted: nothing can be created in it, and its objects disappear one by one. */
    void terminate() {
        get(Namespace.class, NAMESPACE).ifPresent(namespace -> {
            namespace.getMetadata().setDeletionTimestamp(clock.instant().toString());
            put(namespace);
        });
    }

    /** Deletes objects whose owner no longer exists. */
    void collectGarbage() {
        var uids = list(ChalkServiceCredential.class).stream()
                .map(owner -> owner.getMetadata().getUid())
                .toList();
        list(Secret.class).stream()
                .filter(secret -> !secret.getMetadata().getOwnerReferences().isEmpty())
                .filter(secret -> secret.getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .noneMatch(uids::contains))
                .forEach(this::remove);
    }

    private void remove(HasMetadata object) {
        var name = object.getMetadata().getName();
        all(object.getClass()).remove(name);
        history(object.getClass()).add(new Change(name, ++version, Optional.empty()));
    }

    private <T extends HasMetadata> T put(T object) {
        ObjectMeta metadata = object.getMetadata();
        metadata.setResourceVersion(Long.toString(++version));
        all(object.getClass()).put(metadata.getName(), object);
        history(object.getClass()).add(new Change(metadata.getName(), version, Optional.of(object)));
        return object;
    }

    private static <T extends HasMetadata> WriteResult<T> done(T object) {
        return new WriteResult<>(WriteResult.Result.DONE, Optional.of(LifeObjects.copy(object)), "");
    }

    private Map<String, HasMetadata> all(Class<?> kind) {
        return objects.computeIfAbsent(kind, any -> new TreeMap<>());
    }
}
