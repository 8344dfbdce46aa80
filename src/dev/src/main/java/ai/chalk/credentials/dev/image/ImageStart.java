// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.dev.image;

/**
 * What one start of the operator took.
 *
 * @param readySeconds from the start of the process until it said that it is ready
 * @param cpuSeconds what it had used of the processors by then
 * @param residentMiB what it held in memory ten seconds after its start
 */
record ImageStart(double readySeconds, double cpuSeconds, long residentMiB) {}
