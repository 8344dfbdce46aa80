// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.credential.CredentialStore;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Delegates to another store. Subclasses override what they break. */
public class LifeStoreMutation implements CredentialStore {

    private final CredentialStore store;

    public LifeStoreMutation(CredentialStore store) {
        this.store = store;
    }

    @Override
    public Optional<Secret> cachedSecret(String namespace, String name) {
        return store.cachedSecret(namespace, name);
    }

    @Override
    public Optional<Secret> readSecret(String namespace, String name) {
        return store.readSecret(namespace, name);
    }

    @Override
    public Optional<ChalkServiceCredential> read(String namespace, String name) {
        return store.read(namespace, name);
    }

    @Override
    public boolean connectionExists(ConnectionKey key) {
        return store.connectionExists(key);
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        return store.namespace(name);
    }

    @Override
    public List<ChalkServiceCredential> cachedCredentials(String namespace) {
        return store.cachedCredentials(namespace);
    }

    @Override
    public Rollout rollout(String namespace, RolloutRestartTarget target) {
        return store.rollout(namespace, target);
    }

    @Override
    public void eachPod(String namespace, Consumer<Pod> consumer) {
        store.eachPod(namespace, consumer);
    }

    @Override
    public WriteResult<HasMetadata> restart(
            String namespace, RolloutRestartTarget target, SortedMap<String, Long> revisions) {
        return store.restart(namespace, target, revisions);
    }

    @Override
    public WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec) {
        return store.createRevocation(name, spec);
    }

    @Override
    public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
        return store.writeStatus(credential);
    }

    @Override
    public WriteResult<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential) {
        return store.removeFinalizer(credential);
    }

    @Override
    public WriteResult<Secret> createSecret(Secret secret) {
        return store.createSecret(secret);
    }

    @Override
    public WriteResult<Secret> updateSecret(Secret secret) {
        return store.updateSecret(secret);
    }

    @Override
    public WriteResult<Secret> deleteSecret(String namespace, String name, String resourceVersion) {
        return store.deleteSecret(namespace, name, resourceVersion);
    }
}
