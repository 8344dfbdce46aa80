// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The port to Chalk: what this operator asks of Chalk, and in which terms. It knows nothing of HTTP, of Kubernetes, or
 * of the reasons for issuing a token. Chalk's own word for a service token is "agent"; only the adapter uses it.
 */
@NullMarked
package ai.chalk.credentials.chalk;

import org.jspecify.annotations.NullMarked;
