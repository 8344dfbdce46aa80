// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import ai.chalk.credentials.kubernetes.LenientJson;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;

/** Connects to the cluster that kubectl would use. */
final class ClusterAccess {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 30_000;

    private ClusterAccess() {}

    /** Creates a client; it makes no call yet. */
    static ClusterClient open(GlobalOptions options) {
        var config = new ConfigBuilder(config(options))
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .build();
        var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(
                        new KubernetesSerialization(LenientJson.configure(new ObjectMapper()), true))
                .build();
        return new ClusterClient(client);
    }

    private static Config config(GlobalOptions options) {
        var file = options.kubeconfig;
        var config = file == null ? Config.autoConfigure(options.context) : fromFile(file, options);
        var context = options.context;
        var current = config.getCurrentContext();
        if (context != null && (current == null || !context.equals(current.getName()))) {
            throw CommandFailure.usage("there is no context \"" + context
                    + "\" in the kubeconfig; kubectl config get-contexts lists them");
        }
        return config;
    }

    private static Config fromFile(Path file, GlobalOptions options) {
        if (!Files.isReadable(file)) {
            throw CommandFailure.usage("cannot read the file " + file + " that --kubeconfig specifies");
        }
        return Config.fromKubeconfig(options.context, file.toFile());
    }
}
