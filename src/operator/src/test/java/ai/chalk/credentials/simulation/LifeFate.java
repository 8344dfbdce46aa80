// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

/** Decides the fate of each effect. An implementation may let other processes and users act in the meantime. */
public interface LifeFate {

    /** The fate of an effect. */
    enum Turn {
        /** Takes place, and is answered. */
        TAKES_PLACE,
        /** Fails, and the caller knows it. */
        FAILS,
        /** Does not take place, and the caller gets no answer. */
        REQUEST_LOST,
        /** Takes place, but the caller gets no answer. */
        ANSWER_LOST,
        /** Takes place later, and the caller gets no answer. */
        LATE,
        /** Takes place, and the client repeats the request and meets its own write. */
        REPEATED,
        /** Chalk denies the permission. */
        DENIED,
        /** Chalk answers with a stale state, a few changes old. */
        STALE,
        /** The process crashes before the effect. */
        CRASH_BEFORE,
        /** The process crashes after the effect. */
        CRASH_AFTER
    }

    /** A crash of the process. It is an error, so that nothing in the operator catches it. */
    final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** Called before each effect. */
    Turn turn(LifeProcess process, LifeEffect effect);

    /** Called after each effect that took place. */
    default void tookPlace(LifeProcess process, LifeEffect effect) {}

    /** No effect ever fails. */
    LifeFate KIND = (process, effect) -> Turn.TAKES_PLACE;
}
