// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.connection;

import ai.chalk.credentials.policy.ConnectionReason;
import java.util.function.Function;

/** The result of reading a connection's settings, or the first problem on the way. */
sealed interface Resolution<T> {

    /** The value was found and is usable. */
    record Found<T>(T value) implements Resolution<T> {}

    /** The value is missing, unreadable or unusable. */
    record Unusable<T>(ConnectionProblem problem) implements Resolution<T> {}

    static <T> Resolution<T> found(T value) {
        return new Found<>(value);
    }

    static <T> Resolution<T> unusable(ConnectionReason reason, String message) {
        return new Unusable<>(ConnectionProblem.of(reason, message));
    }

    /** Continues if there is a value. */
    default <R> Resolution<R> then(Function<T, Resolution<R>> next) {
        if (this instanceof Found<T> found) {
            return next.apply(found.value());
        }
        return new Unusable<>(((Unusable<T>) this).problem());
    }
}
