// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

/** What to do on a machine that has no Go toolchain to build the cluster with, but may reach the internet. */
public enum WithoutGo {
    /**
     * For the quick start: seconds instead of minutes, but no node, so no mounted Secret. Where Kubernetes publishes no
     * servers (all but Linux) it is as {@link #FETCH_GO}.
     */
    DOWNLOAD_BINARIES,

    /** For tests: they need the node, which only a build has. */
    FETCH_GO
}
