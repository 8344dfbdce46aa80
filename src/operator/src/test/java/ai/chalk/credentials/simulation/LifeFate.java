// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.simulation;

/** Decides what becomes of each effect; whoever implements it may have others act meanwhile. */
public interface LifeFate {

    /** What becomes of an effect. */
    enum Turn {
        /** It takes place, and is answered. */
        TAKES_PLACE,
        /** It does not, and whoever asked for it knows. */
        FAILS,
        /** It does not, and nobody is told. */
        REQUEST_LOST,
        /** It does, and nobody is told. */
        ANSWER_LOST,
        /** It does, later, and nobody is told. */
        LATE,
        /** It does, the client asks once more, and what it sees is its own write. */
        REPEATED,
        /** Chalk says that the operator may not. */
        DENIED,
        /** Chalk answers with what was some changes ago. */
        STALE,
        /** The process dies before. */
        CRASH_BEFORE,
        /** The process dies after. */
        CRASH_AFTER
    }

    /** The process dies: an error, so that nothing in the operator catches it. */
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

    /** Nothing ever goes wrong. */
    LifeFate KIND = (process, effect) -> Turn.TAKES_PLACE;
}
