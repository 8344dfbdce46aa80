// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/** Identifies a credential and, by its uid, its incarnation. */
public record CredentialId(String namespace, String name, String uid) {}
