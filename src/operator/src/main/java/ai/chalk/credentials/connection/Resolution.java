// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionReason;
import java.util.function.Function;

/** What was read on the way to a connection's settings, or the problem that was met; the first problem ends the way. */
sealed interface Resolution<T> {

    /** Read and usable. */
    record Found<T>(T value) implements Resolution<T> {}

    /** Not there, not readable or not usable. */
    record Unusable<T>(ConnectionProblem problem) implements Resolution<T> {}

    static <T> Resolution<T> found(T value) {
        return new Found<>(value);
    }

    static <T> Resolution<T> unusable(ConnectionReason reason, String message) {
        return new Unusable<>(ConnectionProblem.of(reason, message));
    }

    /** Goes on where something was found. */
    default <R> Resolution<R> then(Function<T, Resolution<R>> next) {
        if (this instanceof Found<T> found) {
            return next.apply(found.value());
        }
        return new Unusable<>(((Unusable<T>) this).problem());
    }
}
