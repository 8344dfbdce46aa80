// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Computes when a token is due from the time at which it was issued. */
public interface RotationSchedule {

    /** Tokens rotate on demand only. */
    RotationSchedule NEVER = issueTime -> Optional.empty();

    /** The instant, in whole seconds, at which a token that was issued at {@code issueTime} is rotated. */
    Optional<Instant> dueAfter(Instant issueTime);

    /** The next {@code count} rotations, if each is carried out when it is due. */
    default List<Instant> upcoming(Instant issueTime, int count) {
        return Stream.iterate(dueAfter(issueTime), Optional::isPresent, due -> due.flatMap(this::dueAfter))
                .flatMap(Optional::stream)
                .limit(count)
                .toList();
    }
}
