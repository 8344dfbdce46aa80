// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/**
 * The answer to a creation, and the only time that Chalk shows the secret.
 *
 * @param grants as Chalk answered them: may be less than was asked, as enum names that it does not know are dropped
 */
public record IssuedToken(String id, ClientCredentials credentials, Grants grants) {}
