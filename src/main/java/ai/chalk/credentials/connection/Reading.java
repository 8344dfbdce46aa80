// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import java.util.function.Function;

/** What was read on the way to a connection's settings, or the problem that was met; the first problem ends the way. */
sealed interface Reading<T> {

    /** Read and usable. */
    record Found<T>(T value) implements Reading<T> {}

    /** Not there, not readable or not usable. */
    record Unusable<T>(Problem problem) implements Reading<T> {}

    static <T> Reading<T> found(T value) {
        return new Found<>(value);
    }

    static <T> Reading<T> unusable(ConnectionReason reason, String message) {
        return new Unusable<>(Problem.of(reason, message));
    }

    /** Goes on where something was found. */
    default <R> Reading<R> then(Function<T, Reading<R>> next) {
        if (this instanceof Found<T> found) {
            return next.apply(found.value());
        }
        return new Unusable<>(((Unusable<T>) this).problem());
    }
}
