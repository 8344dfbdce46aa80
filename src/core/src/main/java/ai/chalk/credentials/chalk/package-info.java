// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * What this operator asks of Chalk, and in which words: the port. It knows nothing of HTTP, of Kubernetes, or of why a
 * token is issued. Chalk's own word for a service token is "agent"; it stays inside the adapter.
 */
@NullMarked
package ai.chalk.credentials.chalk;

import org.jspecify.annotations.NullMarked;
