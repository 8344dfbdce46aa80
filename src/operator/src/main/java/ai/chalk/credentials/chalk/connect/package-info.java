// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The adapter that speaks to a Chalk API server: Connect protocol, unary JSON, over the JDK's HTTP client. Everything that
 * a server, a proxy or the network can answer becomes one {@code ChalkFailure} here. It knows nothing of Kubernetes and
 * never decides whether to repeat a call. No body, header or secret leaves it in a message, a log line or a field.
 */
@NullMarked
package ai.chalk.credentials.chalk.connect;

import org.jspecify.annotations.NullMarked;
