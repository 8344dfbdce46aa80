// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The client of Chalk's API: Connect protocol, unary JSON, over the JDK's HTTP client. Every error of a server, a proxy or the
 * network becomes a {@code ChalkFailure} here. The package does not know Kubernetes and does not decide whether to retry a call.
 * No body, header or secret leaves it in a message, a log line or a field.
 */
@NullMarked
package ai.chalk.credentials.chalk.connect;

import org.jspecify.annotations.NullMarked;
