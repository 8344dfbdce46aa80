// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/**
 * The response to a creation: the only time that Chalk shows the secret.
 *
 * @param grants as in Chalk's response: possibly fewer than requested, because Chalk drops enum names that it does not
 * know
 */
public record IssuedToken(String id, ClientCredentials credentials, Grants grants) {}
