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

/** Creates cluster clients that parse objects as the operator does. */
public final class ClusterClients {
    private ClusterClients() {}

    /** The caller must close it. */
    public static KubernetesClient of(Path kubeconfig) {
        try {
            return of(Config.fromKubeconfig(Files.readString(kubeconfig)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the kubeconfig", e);
        }
    }

    /** A client with the identity of this process: the service account of its Pod, or the user of the kubeconfig. */
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
