// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
/** A real Kubernetes cluster as processes of this machine: its programs are found, fetched or built, and started. Knows nothing of credentials. */
@NullMarked
package ai.chalk.credentials.dev.cluster;

import org.jspecify.annotations.NullMarked;
