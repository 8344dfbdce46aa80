// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.credential;

import java.util.Optional;

/** Lives by their seeds. */
final class Lives {

    private Lives() {}

    /** What is broken in the life of that seed, with all that led to it; empty where nothing is. */
    static Optional<String> violation(long seed) {
        return broken(seed, LifeMutation.NONE)
                .map(LifeViolation::getMessage)
                .map(why -> "%s%n%s%n%s%nreplay with -Dchalk.lives.seed=%d".formatted(why, trace(seed), why, seed));
    }

    /** Which promise is broken in the life of that seed with that bug in it. */
    static Optional<LifeViolation> broken(long seed, LifeMutation mutation) {
        try {
            new Life(seed, mutation, false).live();
            return Optional.empty();
        } catch (LifeViolation violation) {
            return Optional.of(violation);
        }
    }

    /** The same life once more, written down. */
    private static String trace(long seed) {
        var life = new Life(seed, LifeMutation.NONE, true);
        try {
            life.live();
        } catch (LifeViolation violation) {
            return life.world.trace.toString();
        }
        throw new IllegalStateException("the life of seed " + seed + " is not the same twice");
    }
}
