// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code doctor}; its components are the fields of the JSON.
 *
 * @param check the name of the check
 * @param remedy what to do; null if nothing is to be done
 * @param missing all missing rights, of which the message may name only the first; null if the finding is not about rights
 */
record Finding(String check, Verdict verdict, String message, @Nullable String remedy, @Nullable List<String> missing) {

    /** The result of a check. */
    enum Verdict {
        /** No problem. */
        OK("✓"),
        /** Worth knowing, or not checked. */
        WARNING("!"),
        /** A problem to be fixed. */
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

    /** The same finding with the list of missing rights. */
    Finding lacking(List<AccessRight> rights) {
        var all = rights.stream().map(AccessRight::textWithScope).toList();
        return new Finding(check, verdict, message, remedy, all);
    }
}
