// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.cluster;

/** What to do on a machine without a Go toolchain that can access the internet. */
public enum WithoutGo {
    /**
     * For the quick start: takes seconds instead of minutes, but there is no node, and so no mounted Secret. Where
     * Kubernetes publishes no servers (everywhere except Linux), it is the same as {@link #FETCH_GO}.
     */
    DOWNLOAD_BINARIES,

    /** For tests, which need the node that only a build has. */
    FETCH_GO
}
