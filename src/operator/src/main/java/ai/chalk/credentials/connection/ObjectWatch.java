// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.api.v1alpha1.CaBundleKind;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.function.UnaryOperator;

/**
 * A watch on one object. A watch that is refused or breaks is retried in the background without end, because the
 * namespace or the permission may still be created. It keeps only the name and version of the object.
 */
final class ObjectWatch {

    private final SharedIndexInformer<?> informer;

    private ObjectWatch(SharedIndexInformer<?> informer) {
        this.informer = informer;
    }

    /** Notifies of each change from now on, and at once if the object exists. */
    static ObjectWatch start(ReferencedObject object, KubernetesClient client, Runnable onChange) {
        var place = object.namespace();
        return object.kind() == CaBundleKind.SECRET
                ? start(client.secrets().inNamespace(place).withName(object.name()), ObjectWatch::bare, onChange)
                : start(client.configMaps().inNamespace(place).withName(object.name()), ObjectWatch::bare, onChange);
    }

    private static <T extends HasMetadata> ObjectWatch start(
            Informable<T> object, UnaryOperator<T> bare, Runnable onChange) {
        var informer = object.runnableInformer(0)
                .itemStore(new TransformingItemStore<>(bare))
                .exceptionHandler((hasStarted, failure) -> true)
                .addEventHandler(new Teller<T>(onChange));
        informer.start();
        return new ObjectWatch(informer);
    }

    void stop() {
        informer.stop();
    }

    private static Secret bare(Secret secret) {
        var bare = new Secret();
        bare.setMetadata(bare(secret.getMetadata()));
        return bare;
    }

    private static ConfigMap bare(ConfigMap configMap) {
        var bare = new ConfigMap();
        bare.setMetadata(bare(configMap.getMetadata()));
        return bare;
    }

    /** Without annotations, because kubectl copies whole Secrets into them. */
    private static ObjectMeta bare(ObjectMeta metadata) {
        return new ObjectMetaBuilder()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .build();
    }

    private record Teller<T>(Runnable onChange) implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            onChange.run();
        }

        @Override
        public void onUpdate(T before, T after) {
            onChange.run();
        }

        @Override
        public void onDelete(T object, boolean isLastStateUnknown) {
            onChange.run();
        }
    }
}
