// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lives by their seeds. */
final class Lives {

    private Lives() {}

    /** What is broken in the life of that seed, with all that led to it; empty where nothing is. */
    static Optional<String> violation(long seed) {
        try {
            new Life(seed, LifeMutation.NONE, false).live();
            return Optional.empty();
        } catch (LifeViolation | RuntimeException broken) {
            return Optional.of("%s%n%s%n%s%nreplay with -Dchalk.lives.seed=%d"
                    .formatted(stackOf(broken), trace(seed), broken, seed));
        }
    }

    /** Where in the operator an exception came from; a violation says itself what is wrong. */
    private static String stackOf(Throwable broken) {
        var frames =
                broken instanceof LifeViolation ? Stream.<StackTraceElement>of() : Stream.of(broken.getStackTrace());
        return frames.map(frame -> "%n\tat %s".formatted(frame)).collect(Collectors.joining("", broken.toString(), ""));
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
        } catch (LifeViolation | RuntimeException again) {
            return life.world.trace.toString();
        }
        throw new IllegalStateException("the life of seed " + seed + " is not the same twice");
    }
}
