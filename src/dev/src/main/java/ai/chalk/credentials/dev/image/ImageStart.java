// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

/**
 * The measurements of one start of the operator.
 *
 * @param readySeconds from the start of the process until its log said that it is ready
 * @param cpuSeconds CPU time until then
 * @param residentMiB memory that it held ten seconds after its start
 */
record ImageStart(double readySeconds, double cpuSeconds, long residentMiB) {}
