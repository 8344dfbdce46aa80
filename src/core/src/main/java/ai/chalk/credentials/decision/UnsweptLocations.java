// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.decision;

import ai.chalk.credentials.api.v1alpha1.PendingToken;
import ai.chalk.credentials.api.v1alpha1.UnsweptEnvironment;
import java.util.List;
import java.util.stream.Stream;

/** Where attempts may have left strays: one entry for each location, with the start of the first attempt (ADR 0014). */
public final class UnsweptLocations {

    private UnsweptLocations() {}

    /** The location where that attempt may have left a stray. */
    public static UnsweptEnvironment by(PendingToken attempt) {
        return new UnsweptEnvironment(attempt.connection(), attempt.environmentId(), attempt.startTime());
    }

    /** Everything to be swept once that attempt is given up as well. */
    public static List<UnsweptEnvironment> with(List<UnsweptEnvironment> left, PendingToken attempt) {
        var added = by(attempt);
        return left.stream().anyMatch(there -> isSamePlace(there, added))
                ? left.stream()
                        .map(there -> isSamePlace(there, added) ? earlier(there, added) : there)
                        .toList()
                : Stream.concat(left.stream(), Stream.of(added)).toList();
    }

    private static boolean isSamePlace(UnsweptEnvironment one, UnsweptEnvironment other) {
        return TokenLocation.of(one).equals(TokenLocation.of(other));
    }

    /** An unknown start, which an older version wrote, stays unknown: it may have been any time. */
    private static UnsweptEnvironment earlier(UnsweptEnvironment there, UnsweptEnvironment added) {
        var known = there.since();
        return known != null && added.since() != null && added.since().isBefore(known) ? added : there;
    }
}
