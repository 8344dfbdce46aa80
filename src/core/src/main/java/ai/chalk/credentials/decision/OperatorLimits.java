// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import java.time.Duration;

/**
 * The limits in the settings of the operator.
 *
 * @param minimumInterval shorter rotation intervals are refused
 * @param issueLimit maximum of tokens per credential and hour, for any cause; at least 1
 * @param revocationHandover how long a deleted credential tries to revoke its tokens itself
 */
public record OperatorLimits(Duration minimumInterval, int issueLimit, Duration revocationHandover) {}
