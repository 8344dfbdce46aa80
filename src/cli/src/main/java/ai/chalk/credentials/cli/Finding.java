// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code doctor}; its components are the fields of the JSON.
 *
 * @param check which check found it
 * @param remedy what to do; absent where nothing is
 * @param missing every right that is missing, of which the message may name the first ones only; absent where that is not the matter
 */
record Finding(String check, Verdict verdict, String message, @Nullable String remedy, @Nullable List<String> missing) {

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
        return new Finding(check, Verdict.OK, message, null, null);
    }

    static Finding warning(String check, String message, String remedy) {
        return new Finding(check, Verdict.WARNING, message, remedy, null);
    }

    static Finding broken(String check, String message, String remedy) {
        return new Finding(check, Verdict.BROKEN, message, remedy, null);
    }

    /** The same, with all that is missing. */
    Finding lacking(List<AccessRight> rights) {
        var all = rights.stream().map(AccessRight::textWithPlace).toList();
        return new Finding(check, verdict, message, remedy, all);
    }
}
