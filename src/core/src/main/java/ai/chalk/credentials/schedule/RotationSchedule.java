// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When a token falls due, given when it was issued. */
public interface RotationSchedule {

    /** Rotations happen on demand only. */
    RotationSchedule NEVER = issueTime -> Optional.empty();

    /** The instant, in whole seconds, at which a token that was issued at {@code issueTime} is replaced. */
    Optional<Instant> dueAfter(Instant issueTime);

    /** The next {@code count} rotations, if each is carried out at the instant at which it falls due. */
    default List<Instant> upcoming(Instant issueTime, int count) {
        return Stream.iterate(dueAfter(issueTime), Optional::isPresent, due -> due.flatMap(this::dueAfter))
                .flatMap(Optional::stream)
                .limit(count)
                .toList();
    }
}
