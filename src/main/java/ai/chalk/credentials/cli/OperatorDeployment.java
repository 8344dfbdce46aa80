// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.Names;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.Optional;

/** Finds the operator's Deployment, whatever a release of it is called. */
final class OperatorDeployment {

    private OperatorDeployment() {}

    /** The one of our name, or whose pods run as our service account. */
    static Optional<Deployment> find(KubernetesClient client, String namespace) {
        var all = client.apps().deployments().inNamespace(namespace).list().getItems();
        return all.stream()
                .filter(deployment -> deployment.getMetadata().getName().equals(Names.OPERATOR)
                        || Objects.equals(
                                deployment.getSpec().getTemplate().getSpec().getServiceAccountName(), Names.OPERATOR))
                .findFirst();
    }
}
