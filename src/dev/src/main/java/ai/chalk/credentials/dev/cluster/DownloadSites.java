// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

import java.net.URI;

/**
 * The sites that publish official programs. A value, so that tests can use a local server instead. Each URL ends with a
 * slash.
 *
 * @param kubernetes releases of Kubernetes, with a .sha256 beside each file
 * @param etcd releases of etcd, with a file SHA256SUMS in each
 * @param go releases of Go, with an index of checksums
 */
record DownloadSites(URI kubernetes, URI etcd, URI go) {
    static final DownloadSites OFFICIAL = new DownloadSites(
            URI.create("https://dl.k8s.io/"),
            URI.create("https://github.com/etcd-io/etcd/releases/download/"),
            URI.create("https://go.dev/dl/"));
}
