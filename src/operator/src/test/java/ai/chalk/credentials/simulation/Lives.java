// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs lives by their seeds. */
final class Lives {

    private Lives() {}

    /** The violation in the life of that seed, with its trace; empty if there is none. */
    static Optional<String> violation(long seed) {
        try {
            new Life(seed, LifeMutation.NONE, false).live();
            return Optional.empty();
        } catch (LifeViolation | RuntimeException broken) {
            return Optional.of("%s%n%s%n%s%nreplay with -Dchalk.lives.seed=%d"
                    .formatted(stackOf(broken), trace(seed), broken, seed));
        }
    }

    /** The origin of an exception in the operator. A violation needs none, because its message says what is wrong. */
    private static String stackOf(Throwable broken) {
        var frames =
                broken instanceof LifeViolation ? Stream.<StackTraceElement>of() : Stream.of(broken.getStackTrace());
        return frames.map(frame -> "%n\tat %s".formatted(frame)).collect(Collectors.joining("", broken.toString(), ""));
    }

    /** The promise that is broken in the life of that seed with that bug planted. */
    static Optional<LifeViolation> broken(long seed, LifeMutation mutation) {
        try {
            new Life(seed, mutation, false).live();
            return Optional.empty();
        } catch (LifeViolation violation) {
            return Optional.of(violation);
        }
    }

    /** Repeats the life of that seed with a trace. */
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
