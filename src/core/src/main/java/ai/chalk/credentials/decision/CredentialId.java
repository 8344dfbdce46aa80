// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/** Which credential, and which incarnation of it. */
public record CredentialId(String namespace, String name, String uid) {}
