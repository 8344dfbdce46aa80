// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.kubernetes.Names;
import ai.chalk.credentials.kubernetes.Written;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Optional;

/**
 * The store of one pass on a real API server. Writes go through the framework's own operations, which put what was written
 * into its caches at once, so that the next pass sees it and no event of our own wakes us.
 */
final class KubernetesStore implements Store {

    private final Context<ChalkServiceCredential> context;
    private final KubernetesClient client;
    private final InformerEventSource<Secret, ChalkServiceCredential> secrets;

    KubernetesStore(
            Context<ChalkServiceCredential> context, InformerEventSource<Secret, ChalkServiceCredential> secrets) {
        this.context = context;
        this.client = context.getClient();
        this.secrets = secrets;
    }

    @Override
    public Optional<Secret> cachedSecret(String namespace, String name) {
        return secrets.get(new ResourceID(name, namespace));
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
    public Written<ChalkServiceCredential> writeStatus(ChalkServiceCredential credential) {
        return Written.of(() -> context.resourceOperations().updatePrimaryStatus(credential));
    }

    /** A whole update, so that its resourceVersion guards it: nobody may have recorded another token meanwhile. */
    @Override
    public Written<ChalkServiceCredential> removeFinalizer(ChalkServiceCredential credential) {
        credential.removeFinalizer(Names.FINALIZER);
        return Written.of(() -> client.resource(credential).update());
    }

    @Override
    public Written<Secret> createSecret(Secret secret) {
        return Written.of(() -> context.resourceOperations().create(secret, secrets));
    }

    @Override
    public Written<Secret> updateSecret(Secret secret) {
        return Written.of(() -> context.resourceOperations().update(secret, secrets));
    }

    @Override
    public Written<Secret> deleteSecret(String namespace, String name, String resourceVersion) {
        return Written.of(() -> {
            client.secrets()
                    .inNamespace(namespace)
                    .withName(name)
                    .lockResourceVersion(resourceVersion)
                    .delete();
            return null;
        });
    }
}
