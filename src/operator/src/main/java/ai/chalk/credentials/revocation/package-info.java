// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Tokens that must still be revoked after their credentials are gone. The reconciler and what it does to Chalk and Kubernetes;
 * which tokens a record may touch and what its status says are pure.
 */
@NullMarked
package ai.chalk.credentials.revocation;

import org.jspecify.annotations.NullMarked;
