// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.api.v1alpha1.ChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ChalkServiceCredential;
import ai.chalk.credentials.api.v1alpha1.ClusterChalkConnection;
import ai.chalk.credentials.api.v1alpha1.ConnectionKind;
import ai.chalk.credentials.api.v1alpha1.ConnectionSpec;
import ai.chalk.credentials.api.v1alpha1.ConnectionStatus;
import ai.chalk.credentials.policy.ConnectionKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** All that the plugin reads and writes in the cluster. There is no method for a Secret, on purpose. */
record ClusterClient(KubernetesClient client) implements AutoCloseable {

    private static final String DEFAULT_NAMESPACE = "default";

    /** The namespace of the option, or else of the kubeconfig's context. */
    String namespace(GlobalOptions options) {
        return Optional.ofNullable(options.namespace)
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse(DEFAULT_NAMESPACE);
    }

    Resource<ChalkServiceCredential> resource(String namespace, String name) {
        return client.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .withName(name);
    }

    Optional<ChalkServiceCredential> find(String namespace, String name) {
        return Optional.ofNullable(resource(namespace, name).get());
    }

    /** The credential; if there is none, the error lists those of the namespace. */
    ChalkServiceCredential get(String namespace, String name) {
        return find(namespace, name).orElseThrow(() -> missing(namespace, name));
    }

    private CommandFailure missing(String namespace, String name) {
        var others = credentials(namespace).stream()
                .map(credential -> credential.getMetadata().getName())
                .sorted()
                .toList();
        return CommandFailure.cluster("there is no ChalkServiceCredential " + name + " in namespace " + namespace
                + (others.isEmpty()
                        ? ", which has none; -n selects another namespace"
                        : ", which has " + String.join(", ", others)));
    }

    List<ChalkServiceCredential> credentials(String namespace) {
        return client.resources(ChalkServiceCredential.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    List<ChalkServiceCredential> credentials() {
        return client.resources(ChalkServiceCredential.class)
                .inAnyNamespace()
                .list()
                .getItems();
    }

    /** Sets one annotation. */
    void annotate(ChalkServiceCredential credential, String annotation, String value) {
        var metadata = credential.getMetadata();
        resource(metadata.getNamespace(), metadata.getName())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + annotation + "\":\"" + value + "\"}}}");
    }

    /** What the API server would store, by a dry run. */
    ChalkServiceCredential dryRun(GenericKubernetesResource edited, boolean exists) {
        var resource = client.genericKubernetesResources(edited.getApiVersion(), edited.getKind())
                .inNamespace(edited.getMetadata().getNamespace())
                .resource(edited)
                .dryRun()
                .fieldValidation(FieldValidateable.Validation.STRICT);
        var stored = exists ? resource.update() : resource.create();
        return client.getKubernetesSerialization().convertValue(stored, ChalkServiceCredential.class);
    }

    GenericKubernetesResource generic(ChalkServiceCredential live) {
        return client.getKubernetesSerialization().convertValue(live, GenericKubernetesResource.class);
    }

    Optional<CustomResource<ConnectionSpec, ConnectionStatus>> connection(ConnectionKey key) {
        return key.kind() == ConnectionKind.CHALK_CONNECTION
                ? Optional.ofNullable(client.resources(ChalkConnection.class)
                                .inNamespace(key.namespace().orElse(DEFAULT_NAMESPACE))
                                .withName(key.name())
                                .get())
                        .map(Function.identity())
                : Optional.ofNullable(client.resources(ClusterChalkConnection.class)
                                .withName(key.name())
                                .get())
                        .map(Function.identity());
    }

    Map<String, String> namespaceLabels(String namespace) {
        return Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(Namespace::getMetadata)
                .map(ObjectMeta::getLabels)
                .filter(Objects::nonNull)
                .orElse(Map.of());
    }

    List<Pod> pods(String namespace) {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    @Override
    public void close() {
        client.close();
    }
}
