// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** A client id and its secret, as Chalk clients use them. */
public record ClientCredentials(String clientId, ClientSecret clientSecret) {}
