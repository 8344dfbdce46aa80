// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

/**
 * What to do next, and which rule said so.
 *
 * @param rule for the log and for whoever asks why
 */
public record Decision(String rule, Step step) {}
