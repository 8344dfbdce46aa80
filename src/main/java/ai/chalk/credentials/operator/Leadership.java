// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.operator;

/** Whether this process is the one that acts. */
@FunctionalInterface
interface Leadership {

    boolean isLeader();
}
