// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.credential.CredentialStore;
import ai.chalk.credentials.credential.KubernetesCredentialStore;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The cluster as one process reads and changes it: what {@link KubernetesCredentialStore} does on a real one. */
final class LifeStore implements CredentialStore {

    final LifeCache<Secret> secrets;
    final LifeCache<ChalkServiceCredential> credentials;
    final LifeCache<Namespace> namespaces;

    private final LifeProcess process;
    private final LifeWorld world;
    private final LifeCluster cluster;

    LifeStore(LifeProcess process, LifeWorld world) {
        this.process = process;
        this.world = world;
        this.cluster = world.cluster;
        this.secrets = new LifeCache<>(cluster, Secret.class);
        this.credentials = new LifeCache<>(cluster, ChalkServiceCredential.class);
        this.namespaces = new LifeCache<>(cluster, Namespace.class);
    }

    @Override
    public Optional<Secret> cachedSecret(String namespace, String name) {
        return secrets.get(name);
    }

    @Override
    public Optional<Secret> readSecret(String namespace, String name) {
        return process.read(LifeEffect.READ_SECRET, () -> {
            process.looks();
            return cluster.get(Secret.class, name);
        });
    }

    @Override
    public Optional<ChalkServiceCredential> read(String namespace, String name) {
        return process.read(LifeEffect.READ_CREDENTIAL, () -> cluster.get(ChalkServiceCredential.class, name));
    }

    @Override
    public boolean connectionExists(ConnectionKey key) {
        return true;
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        return namespaces.get(name);
    }

    @Override
    public List<ChalkServiceCredential> cachedCredentials(String namespace) {
        return credentials.list();
    }

    @Override
    public Rollout rollout(String namespace, RolloutRestartTarget target) {
        return process.read(LifeEffect.READ_WORKLOADS, () -> world.workload.rollout(target));
    }

    @Override
    public void eachPod(String namespace, Consumer<Pod> consumer) {
        process.read(LifeEffect.READ_WORKLOADS, () -> world.workload.pods()).forEach(consumer);
    }

    @Override
    public WriteResult<HasMetadata> restart(
            String namespace, RolloutRestartTarget target, SortedMap<String, Long> revisions) {
        return process.write(LifeEffect.RESTART, () -> {
            world.workload.restart(revisions);
            return new WriteResult<>(WriteResult.Result.DONE, Optional.empty(), "");
        });
    }

    @Override
    public WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec) {
        var revocation = new ChalkRevocation();
        revocation.setMetadata(new ObjectMetaBuilder().withName(name).build());
        revocation.setSpec(spec);
        world.promises.said(spec.toString());
        return process.write(LifeEffect.CREATE_REVOCATION, () -> {
            cluster.create(revocation);
            return new WriteResult<>(WriteResult.Result.DONE, Optional.empty(), "");
        });
    }

    @Override
    public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
        var written = process.write(LifeEffect.WRITE_STATUS, () -> {
            var before = world.credential();
            var result = cluster.updateStatus(credential);
            if (result.isDone()) {
                world.promises.statusWritten(process, before.orElseThrow(), credential);
            }
            return result;
        });
        written.object().ifPresent(credentials::own);
        return written;
    }

    @Override
    public WriteResult<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential) {
        var next = LifeObjects.copy(credential);
        next.removeFinalizer(WellKnownNames.FINALIZER);
        return process.write(LifeEffect.REMOVE_FINALIZER, () -> {
            var before = world.credential();
            var written = cluster.update(next);
            if (written.isDone()) {
                world.promises.released(before.orElseThrow());
            }
            return written;
        });
    }

    /**
     * Adds the finalizer, as the framework does before the first reconciliation: unguarded, because it retries until
     * the finalizer is set.
     */
    void addFinalizer(String name) {
        process.write(LifeEffect.ADD_FINALIZER, () -> cluster.get(ChalkServiceCredential.class, name)
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .map(found -> {
                    found.addFinalizer(WellKnownNames.FINALIZER);
                    return cluster.update(found);
                })
                .orElseGet(LifeObjects::conflict));
    }

    @Override
    public WriteResult<Secret> createSecret(Secret secret) {
        return own(process.write(LifeEffect.CREATE_SECRET, () -> published(secret, cluster::create)));
    }

    @Override
    public WriteResult<Secret> updateSecret(Secret secret) {
        return own(process.write(LifeEffect.UPDATE_SECRET, () -> published(secret, cluster::update)));
    }

    private WriteResult<Secret> published(Secret secret, Function<Secret, WriteResult<Secret>> write) {
        var before = cluster.get(Secret.class, secret.getMetadata().getName());
        var written = write.apply(secret);
        if (written.isDone()) {
            world.promises.secretWritten(process, before, secret);
        }
        return written;
    }

    private WriteResult<Secret> own(WriteResult<Secret> written) {
        written.object().ifPresent(secrets::own);
        return written;
    }

    @Override
    public WriteResult<Secret> deleteSecret(String namespace, String name, String resourceVersion) {
        return process.write(LifeEffect.DELETE_SECRET, () -> {
            var found = cluster.get(Secret.class, name)
                    .filter(secret -> secret.getMetadata().getResourceVersion().equals(resourceVersion));
            if (found.isEmpty()) {
                return LifeObjects.conflict();
            }
            world.promises.secretDeleted(process, found.get());
            cluster.delete(Secret.class, name);
            return new WriteResult<>(WriteResult.Result.DONE, Optional.empty(), "");
        });
    }
}
