// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** What is asked for when a token is created; the name need not be unique in Chalk, ours are. */
public record NewServiceToken(String name, Grants grants) {}
