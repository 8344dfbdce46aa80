// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder with the files of a cluster. A temporary folder is deleted with the cluster; a folder that the caller
 * named is kept.
 */
record ClusterFolder(Path root, boolean temporary) {

    static ClusterFolder create(@Nullable Path wanted) throws IOException {
        var root = wanted == null ? Files.createTempDirectory("chalk-cluster-") : Files.createDirectories(wanted);
        var folder = new ClusterFolder(root.toRealPath(), wanted == null);
        Files.createDirectories(folder.logs());
        Files.createDirectories(folder.node());
        return folder;
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path etcdData() {
        return root.resolve("etcd");
    }

    Path certificates() {
        return root.resolve("certificates");
    }

    /**
     * The API server generates this certificate at its first start. It is self-signed, so clients trust it directly.
     */
    Path serverCertificate() {
        return certificates().resolve("apiserver.crt");
    }

    Path signingKey() {
        return root.resolve("service-accounts.pem");
    }

    Path tokens() {
        return root.resolve("tokens.csv");
    }

    Path auditPolicy() {
        return root.resolve("audit-policy.yaml");
    }

    Path kubeconfig(String user) {
        return root.resolve(user + ".kubeconfig");
    }

    Path kubectlCache() {
        return root.resolve("kubectl");
    }

    Path node() {
        return root.resolve("node");
    }

    void deleteIfTemporary() throws IOException {
        if (temporary) {
            BinariesCache.deleteAll(root);
        }
    }
}
