// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.chalk;

/** A resolved project and environment of a team: names for users, ids for Chalk. */
public record TargetEnvironment(String projectId, String projectName, String environmentId, String environmentName) {}
