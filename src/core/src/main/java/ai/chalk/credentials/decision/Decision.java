// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/**
 * The next step, and the rule that chose it.
 *
 * @param rule for the log and for tests
 */
public record Decision(String rule, Step step) {}
