// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Deletes a Secret only in the version that was read, which no other Secret has, not even one of the same name. */
public final class SecretDeletion {

    private SecretDeletion() {}

    /**
     * Deletes the Secret, or changes nothing.
     *
     * @param resourceVersion the version that the decision was based on
     */
    public static WriteResult<Secret> guarded(
            KubernetesClient client, String namespace, String name, String resourceVersion) {
        return WriteResult.ofSecret(name, () -> {
            client.secrets()
                    .inNamespace(namespace)
                    .withName(name)
                    .lockResourceVersion(resourceVersion)
                    .delete();
            return null;
        });
    }
}
