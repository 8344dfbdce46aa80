// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.List;
import java.util.Optional;

/** The API server's response to a new object, which is not stored. */
final class Admission {

    private static final String FOLLOW_UP = "some validation rules were not checked because the object was invalid";

    private final KubernetesClient client;

    Admission(KubernetesClient client) {
        this.client = client;
    }

    GenericKubernetesResource read(String yaml) {
        return client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    }

    /** The object as it would be stored. An object without a namespace is tried in the namespace default. */
    GenericKubernetesResource create(String yaml) {
        var object = read(yaml);
        var resource = object.getKind().startsWith("Cluster")
                ? client.resource(object)
                : client.resource(object).inNamespace("default");
        return resource.dryRun().fieldValidation(Validation.STRICT).create();
    }

    /** The causes in the response, without the remark that there may be more. */
    static List<String> faults(KubernetesClientException refusal) {
        var causes = Optional.ofNullable(refusal.getStatus().getDetails())
                .map(StatusDetails::getCauses)
                .orElse(List.of());
        return causes.stream()
                .map(StatusCause::getMessage)
                .filter(message -> !message.contains(FOLLOW_UP))
                .toList();
    }
}
