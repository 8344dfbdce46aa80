// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocation;
import ai.chalk.credentials.api.v1alpha1.ChalkRevocationSpec;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.RolloutRestartTarget;
import ai.chalk.credentials.decision.Rollout;
import ai.chalk.credentials.kubernetes.PagedList;
import ai.chalk.credentials.kubernetes.SecretDeletion;
import ai.chalk.credentials.kubernetes.WellKnownNames;
import ai.chalk.credentials.kubernetes.WriteResult;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The store of one reconciliation on a real API server. Writes of credentials and Secrets go through the framework's
 * operations, which put the result into the caches at once, so that the next reconciliation sees it and the operator's
 * own write triggers none.
 */
public final class KubernetesCredentialStore implements CredentialStore {

    private final Context<ChalkServiceCredential> context;
    private final KubernetesClient client;
    private final CredentialEventSources sources;
    private final Rollouts rollouts;
    private final String operatorNamespace;

    KubernetesCredentialStore(
            Context<ChalkServiceCredential> context, CredentialEventSources sources, String operatorNamespace) {
        this.context = context;
        this.client = context.getClient();
        this.sources = sources;
        this.rollouts = new Rollouts(client);
        this.operatorNamespace = operatorNamespace;
    }

    @Override
    public Optional<Secret> cachedSecret(String namespace, String name) {
        return sources.secrets().get(new ResourceID(name, namespace));
    }

    @Override
    public Optional<Secret> readSecret(String namespace, String name) {
        return Optional.ofNullable(
                client.secrets().inNamespace(namespace).withName(name).get());
    }

    @Override
    public Optional<ChalkServiceCredential> read(String namespace, String name) {
        return Optional.ofNullable(client.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        return sources.namespace(name);
    }

    @Override
    public boolean connectionExists(ConnectionKey key) {
        return key.namespace()
                .map(namespace -> client.resources(ChalkConnection.class)
                                .inNamespace(namespace)
                                .withName(key.name())
                                .get()
                        != null)
                .orElseGet(() -> client.resources(ClusterChalkConnection.class)
                                .withName(key.name())
                                .get()
                        != null);
    }

    @Override
    public List<ChalkServiceCredential> cachedCredentials(String namespace) {
        return sources.credentials(namespace);
    }

    @Override
    public Rollout rollout(String namespace, RolloutRestartTarget target) {
        return rollouts.read(namespace, target);
    }

    @Override
    public void eachPod(String namespace, Consumer<Pod> consumer) {
        var pods = client.pods().inNamespace(namespace);
        PagedList.each(pods::list, consumer);
    }

    @Override
    public WriteResult<HasMetadata> restart(
            String namespace, RolloutRestartTarget target, SortedMap<String, Long> revisions) {
        return rollouts.restart(namespace, target, revisions);
    }

    @Override
    public WriteResult<ChalkRevocation> createRevocation(String name, ChalkRevocationSpec spec) {
        var revocation = new ChalkRevocation();
        revocation.setMetadata(new ObjectMetaBuilder()
                .withNamespace(operatorNamespace)
                .withName(name)
                .addToLabels(WellKnownNames.MANAGED_BY_LABEL, WellKnownNames.OPERATOR)
                .build());
        revocation.setSpec(spec);
        var written = WriteResult.of(() -> client.resource(revocation).create());
        return written.result() == WriteResult.Result.CONFLICT
                        && client.resource(revocation).get() != null
                ? new WriteResult<>(WriteResult.Result.DONE, Optional.empty(), "")
                : written;
    }

    @Override
    public WriteResult<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
        return WriteResult.of(() -> context.resourceOperations().updatePrimaryStatus(credential));
    }

    /**
     * Uses an update instead of a patch, so that the resourceVersion guards it: another process may have recorded a
     * token since the decision.
     */
    @Override
    public WriteResult<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential) {
        credential.removeFinalizer(WellKnownNames.FINALIZER);
        return WriteResult.of(() -> client.resource(credential).update());
    }

    @Override
    public WriteResult<Secret> createSecret(Secret secret) {
        return WriteResult.ofSecret(secret.getMetadata().getName(), () -> context.resourceOperations()
                .create(secret, sources.secrets()));
    }

    @Override
    public WriteResult<Secret> updateSecret(Secret secret) {
        return WriteResult.ofSecret(secret.getMetadata().getName(), () -> context.resourceOperations()
                .update(secret, sources.secrets()));
    }

    @Override
    public WriteResult<Secret> deleteSecret(String namespace, String name, String resourceVersion) {
        return SecretDeletion.guarded(client, namespace, name, resourceVersion);
    }
}
