// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** The request for a new token. Chalk does not require unique names; the operator's names are unique. */
public record NewServiceToken(String name, Grants grants) {}
