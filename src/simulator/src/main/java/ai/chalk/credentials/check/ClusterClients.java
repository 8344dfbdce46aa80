// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.check;

import ai.chalk.credentials.kubernetes.LenientJson;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clients of the cluster that read objects as the operator does. */
public final class ClusterClients {
    private ClusterClients() {}

    /** To be closed by the caller. */
    public static KubernetesClient of(Path kubeconfig) {
        try {
            return of(Config.fromKubeconfig(Files.readString(kubeconfig)));
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig cannot be read", e);
        }
    }

    /** As whoever this process is: the service account of its Pod, or what its user has configured. */
    static KubernetesClient ofThisProcess() {
        return of(Config.autoConfigure(null));
    }

    private static KubernetesClient of(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(
                        new KubernetesSerialization(LenientJson.configure(new ObjectMapper()), true))
                .build();
    }
}
