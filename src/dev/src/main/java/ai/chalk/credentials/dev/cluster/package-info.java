// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a real Kubernetes cluster as processes on this machine, and finds, downloads or builds its programs. Knows
 * nothing of credentials.
 */
@NullMarked
package ai.chalk.credentials.dev.cluster;

import org.jspecify.annotations.NullMarked;
