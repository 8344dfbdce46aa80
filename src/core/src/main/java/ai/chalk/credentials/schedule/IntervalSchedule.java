// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A fixed interval, shortened by the credential's own offset: rotations come earlier, never later, so that the interval
 * remains an upper bound.
 *
 * @param offset less than the interval
 */
public record IntervalSchedule(Duration interval, Duration offset) implements RotationSchedule {

    @Override
    public Optional<Instant> dueAfter(Instant issueTime) {
        return Optional.of(issueTime.plus(interval).minus(offset));
    }
}
