// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code doctor}; its components are the fields of the JSON.
 *
 * @param check which check found it
 * @param remedy what to do; absent where nothing is
 */
record Finding(String check, Verdict verdict, String message, @Nullable String remedy) {

    /** How bad it is. */
    enum Verdict {
        /** As it should be. */
        OK("✓"),
        /** Worth knowing, or could not be looked at. */
        WARNING("!"),
        /** Broken. */
        BROKEN("✗");

        private final String mark;

        Verdict(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }
    }

    static Finding ok(String check, String message) {
        return new Finding(check, Verdict.OK, message, null);
    }

    static Finding warning(String check, String message, String remedy) {
        return new Finding(check, Verdict.WARNING, message, remedy);
    }

    static Finding broken(String check, String message, String remedy) {
        return new Finding(check, Verdict.BROKEN, message, remedy);
    }
}
