// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * A real Kubernetes cluster on a developer's machine, for the quick start and the tests: etcd, API server, controller
 * manager and, on Linux, a node that mounts Secrets as files. It needs no container runtime.
 *
 * <p>It knows nothing of credentials or Chalk, and nothing else of the operator may know it: a released operator runs on
 * the cluster of whoever installs it. Only the JDK is used, so that a test of any kind can start a cluster.
 */
@NullMarked
package ai.chalk.credentials.dev.quickstart;

import org.jspecify.annotations.NullMarked;
