// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Tokens that must still be revoked after their credentials are gone: the reconciler and its effects on Chalk and
 * Kubernetes. Pure functions decide which tokens a record may touch and what its status says.
 */
@NullMarked
package ai.chalk.credentials.revocation;

import org.jspecify.annotations.NullMarked;
